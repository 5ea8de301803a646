package site

import (
	"galley/fetch"
	"galley/notion"
)

// formatted gives a property as it is shown: a rollup has the number format of
// the property that it looks at, which its own schema does not say. The schema
// is that of the table which has the property.
func (s *Site) formatted(p notion.Property, schema map[string]notion.Property) notion.Property {
	if p.Rollup == nil {
		return p
	}
	relation := schema[p.Rollup.RelationPropertyName].Relation
	if relation == nil {
		return p
	}
	for _, table := range s.tables(relation) {
		if target, ok := table.Properties[p.Rollup.RollupPropertyName]; ok {
			p.Number = target.Number
		}
	}
	return p
}

// tables gives the tables that a relation leads to, as far as they were read.
// Before the version 2025-09-03 of the API, it names their database alone.
func (s *Site) tables(relation *notion.RelationConfig) (tables []*fetch.DataSource) {
	for _, db := range s.snapshot.Databases {
		for _, table := range db.Sources {
			if table.ID == relation.DataSourceID || relation.DataSourceID == "" && db.ID == relation.DatabaseID {
				tables = append(tables, table)
			}
		}
	}
	return tables
}
