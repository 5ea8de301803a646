// Package notion reads Notion workspaces over the official API: typed objects,
// one client, iterators over lists, and errors that can be told apart. It only
// reads.
//
//	c := notion.New(os.Getenv("NOTION_TOKEN"))
//	for block, err := range c.Children(ctx, pageID) {
//		if err != nil {
//			return err
//		}
//		…
//	}
//
// # Objects
//
// [Page], [Block], [Database], [DataSource], [View], [Comment] and [User] are
// what the API sends, decoded once, and encode to the same JSON without nulls
// and empty values. Notion adds types without notice, so an object of a type
// that is not known here decodes too: its payload stays in a field called Raw.
// An object that the connection may not see in full has nothing but its kind
// and [ID].
//
// # Versions
//
// A client speaks one [Version] of the API. Callers need not know which: in
// 2022-06-28, where a database is a single table, it is given as a database
// with one data source that has the same ID, and [Client.DataSource],
// [Client.Query] and [Client.Search] take and give that. Views cannot be read
// there; the error is [ErrVersion]. A database with several data sources cannot
// either; see [MultipleSources].
//
// # Lists
//
// Every list is an iterator that ends after the last item or with an error.
// Without an error it is complete. The pages of a list are read back to back,
// ahead of a slow reader and before all requests that wait, because cursors
// expire; a list whose cursor has expired, or leads nowhere, is read again from its
// beginning, and no item comes twice; when that leads no further three times, it
// is [ErrCursor].
// [Client.Query] goes on where the server ends a query after 10,000 rows; other
// lists that the server ends early give [ErrIncomplete] after their last item.
// Leaving the loop stops the reading.
//
// # Pace, waits and retries
//
// All requests of a client stand in one queue: what was asked first goes first,
// also when it has to be tried again, and no more than [WithConcurrency] says are
// under way at once. They share a budget ([WithRequestsPerMinute]): a burst of it
// at once, and then as fast as the server's window of 60 seconds allows. A limit
// below that, or one that changes, is found out from the server's refusals.
//
// What may succeed the next time is tried up to six times (network failures,
// broken answers, 409, 429, 5xx), after the time that the server asks for or
// else 1, 2, 4, 8 and 16 seconds. A 429 or 529 holds back everybody, once, for as
// long as it says, be it for a limit of the connection, of the workspace or of an
// endpoint; then one request goes first. Being refused while others are not does
// not count as a try, and to wait for more than an hour is an error. All other
// errors come at once. Cancelling the context ends every wait. [WithObserver] shows
// what happens.
//
// An answer may have 128 MB and take 75 seconds. Redirects are not followed: the
// token goes to the API's address and nowhere else.
//
// # Errors
//
// An answer that is an error is an [*Error]. With errors.Is it matches
// [ErrNotFound] (missing, or not shared with the connection: the API does not
// tell), [ErrUnauthorized], [ErrRestricted] and the others by the API's code.
// [IsLinkedDatabase] and [UnsupportedBlock] recognise what a crawler has to live
// with. The token is never in an error, an [Event], or a printed client.
package notion
