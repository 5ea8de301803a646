//go:build !linux

package fetch

func limitFiles(uint64) {}
