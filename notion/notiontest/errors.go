package notiontest

import (
	"fmt"
	"net/http"
)

// refusal is an answer that is an error of the API.
type refusal struct {
	status     int
	code       string
	message    string
	additional JSON
	retryAfter int // seconds
}

func (e *refusal) Error() string { return e.message }

// failure makes the response of an error.
func (s *Server) failure(e *refusal) reply {
	o := JSON{"object": "error", "status": e.status, "code": e.code, "message": e.message}
	if e.additional != nil {
		o["additional_data"] = e.additional
	}
	out := s.jsonReply(e.status, o)
	if e.retryAfter > 0 {
		out.header.Set("Retry-After", fmt.Sprint(e.retryAfter))
	}
	return out
}

// invalid is a validation_error.
func invalid(format string, args ...any) *refusal {
	return &refusal{status: http.StatusBadRequest, code: "validation_error", message: fmt.Sprintf(format, args...)}
}

func invalidURL() *refusal {
	return &refusal{status: http.StatusBadRequest, code: "invalid_request_url", message: "Invalid request URL."}
}

func unauthorized() *refusal {
	return &refusal{status: http.StatusUnauthorized, code: "unauthorized", message: "API token is invalid."}
}

func restricted() *refusal {
	return &refusal{status: http.StatusForbidden, code: "restricted_resource",
		message: "Insufficient permissions for this endpoint."}
}

// notFound is the answer for what is missing and for what is not shared, which look the same.
func (ws *Workspace) notFound(kind, id string) *refusal {
	return &refusal{
		status: http.StatusNotFound, code: "object_not_found",
		message: fmt.Sprintf("Could not find %s with ID: %s. Make sure the relevant pages and databases are shared with your integration %q.",
			kind, id, ws.bot.name),
		additional: JSON{"integration_id": ws.bot.id},
	}
}

func (ws *Workspace) userNotFound(id string) *refusal {
	e := ws.notFound("user", id)
	e.message = fmt.Sprintf("Could not find user with ID: %s. Make sure your integration has capabilities to read user information. "+
		"With those capabilities, only members and guests in the integration's workspace are visible.", id)
	return e
}

func badCursor(cursor string) *refusal {
	return invalid("The start_cursor provided is invalid: %s", cursor)
}

func rateLimited(reason string, seconds int) *refusal {
	return &refusal{
		status: http.StatusTooManyRequests, code: "rate_limited",
		message:    "You have been rate limited. Please try again in a few minutes.",
		additional: JSON{"rate_limit_reason": reason, "retry_after": fmt.Sprint(seconds)},
		retryAfter: seconds,
	}
}
