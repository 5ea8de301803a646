package notion

import "context"

// Database reads a database. Its DataSources are filled in every version: in
// 2022-06-28 it is its own. The error for a linked database satisfies
// IsLinkedDatabase, though the API may also answer with no data sources; that
// for one with several data sources in version 2022-06-28 is recognised by
// MultipleSources.
func (c *Client) Database(ctx context.Context, id ID) (*Database, error) {
	d, err := read[Database](ctx, c, get("databases/"+segment(string(id))))
	if err == nil && !c.version.HasDataSources() {
		d.DataSources = []DataSourceRef{{ID: d.ID, Name: PlainText(d.Title)}}
	}
	return d, err
}

// DataSource reads the schema of a data source. In version 2022-06-28 id is
// that of the database.
func (c *Client) DataSource(ctx context.Context, id ID) (*DataSource, error) {
	if c.version.HasDataSources() {
		return read[DataSource](ctx, c, get("data_sources/"+segment(string(id))))
	}
	d, err := read[Database](ctx, c, get("databases/"+segment(string(id))))
	if err != nil {
		return nil, err
	}
	return d.AsDataSource(), nil
}
