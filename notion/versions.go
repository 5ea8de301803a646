package notion

// Version is a value of the Notion-Version header. Only changes that break
// readers get a version; new fields and types appear in all of them. API
// section "Versions".
type Version string

// The versions that this package reads. In 2022-06-28 a database is a single
// table; since 2025-09-03 it is a container of data sources; 2026-03-11 renames
// a few fields.
const (
	Version20220628 Version = "2022-06-28"
	Version20250903 Version = "2025-09-03"
	Version20260311 Version = "2026-03-11"

	DefaultVersion = Version20260311
)

// HasDataSources tells whether databases are containers of data sources, which
// is also when views can be read.
func (v Version) HasDataSources() bool { return v > Version20220628 }
