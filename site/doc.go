// Package site plans a website from a snapshot of Notion and writes it.
//
// The configuration, site.toml, is read by [LoadConfig]; site.example.toml at
// the top of the repository documents every key.
package site
