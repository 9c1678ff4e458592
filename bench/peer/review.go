package main

import (
	"encoding/json"
	"io"
	"net/http"
	"reflect"
	"strings"
)

// As Tallyman's limits.body.
const maximumBody = 32 << 20

type object = map[string]any

// A review is what the rules look at.
type review struct {
	operation string
	group     string
	resource  string
	namespace string
	name      string
	user      string
	groups    []string
	object    object
	oldObject object
}

// A violation is what is wrong at a path of the object; without a path, with who acts.
type violation struct {
	path   string
	reason string
	text   string
}

type cause struct {
	Reason  string `json:"reason,omitempty"`
	Message string `json:"message"`
	Field   string `json:"field,omitempty"`
}

type details struct {
	Name   string  `json:"name"`
	Group  string  `json:"group,omitempty"`
	Kind   string  `json:"kind"`
	Causes []cause `json:"causes"`
}

type status struct {
	Status  string  `json:"status"`
	Message string  `json:"message"`
	Reason  string  `json:"reason"`
	Details details `json:"details"`
	Code    int     `json:"code"`
}

type response struct {
	UID              string            `json:"uid"`
	Allowed          bool              `json:"allowed"`
	Status           *status           `json:"status,omitempty"`
	AuditAnnotations map[string]string `json:"auditAnnotations"`
}

type reply struct {
	Kind       string   `json:"kind"`
	APIVersion string   `json:"apiVersion"`
	Response   response `json:"response"`
}

func validate(writer http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(writer, request.Body, maximumBody))
	if err != nil {
		http.Error(writer, "the body cannot be read", http.StatusRequestEntityTooLarge)
		return
	}
	var document object
	if err := json.Unmarshal(body, &document); err != nil {
		http.Error(writer, "the body is not JSON", http.StatusBadRequest)
		return
	}
	asked := child(document, "request")
	uid := text(asked, "uid")
	if text(document, "kind") != "AdmissionReview" || uid == "" {
		http.Error(writer, "the body is no AdmissionReview", http.StatusBadRequest)
		return
	}
	answer, err := json.Marshal(reply{"AdmissionReview", text(document, "apiVersion"), decide(uid, asked)})
	if err != nil {
		http.Error(writer, "the reply cannot be written", http.StatusInternalServerError)
		return
	}
	writer.Header().Set("Content-Type", "application/json")
	_, _ = writer.Write(answer)
}

func decide(uid string, asked object) response {
	resource, user := child(asked, "resource"), child(asked, "userInfo")
	r := review{
		operation: text(asked, "operation"),
		group:     text(resource, "group"),
		resource:  text(resource, "resource"),
		namespace: text(asked, "namespace"),
		user:      text(user, "username"),
		object:    child(asked, "object"),
		oldObject: child(asked, "oldObject"),
	}
	groups, _ := user["groups"].([]any)
	for _, group := range groups {
		if name, ok := group.(string); ok {
			r.groups = append(r.groups, name)
		}
	}
	subject := r.object
	if r.operation == "DELETE" {
		subject = r.oldObject
	}
	if r.name = text(child(subject, "metadata"), "name"); r.name == "" {
		r.name = text(asked, "name")
	}
	answer := response{UID: uid, Allowed: true}
	var ran, fired []string
	var found []violation
	if text(asked, "subResource") == "" && !isTerminating(r) {
		for _, rule := range rules {
			if !rule.covers(r) {
				continue
			}
			ran = append(ran, rule.id)
			if fresh := ratchet(rule.violations(r), rule, r); len(fresh) > 0 {
				fired = append(fired, rule.id)
				found = append(found, fresh...)
			}
		}
	}
	if len(found) > 0 {
		answer.Allowed = false
		answer.Status = denial(found, r, text(child(asked, "kind"), "kind"))
	}
	answer.AuditAnnotations = map[string]string{"rules": strings.Join(ran, ","), "violations": strings.Join(fired, ",")}
	return answer
}

// What is on its way out is nobody's to hold up.
func isTerminating(r review) bool {
	return r.operation == "UPDATE" && (child(r.object, "metadata")["deletionTimestamp"] != nil ||
		child(r.oldObject, "metadata")["deletionTimestamp"] != nil)
}

// What was wrong with the old object in the same way passes.
func ratchet(found []violation, rule rule, r review) []violation {
	if len(found) == 0 || r.operation != "UPDATE" || r.oldObject == nil {
		return found
	}
	before := r
	before.object = r.oldObject
	old := rule.violations(before)
	var fresh []violation
	for _, one := range found {
		excused := false
		for _, other := range old {
			excused = excused || one == other && reflect.DeepEqual(r.object["spec"], r.oldObject["spec"])
		}
		if !excused {
			fresh = append(fresh, one)
		}
	}
	return fresh
}

func denial(found []violation, r review, kind string) *status {
	code, reason := 422, "Invalid"
	var messages []string
	var causes []cause
	for _, one := range found {
		message := one.text
		if one.path == "" {
			code, reason = 403, "Forbidden"
		} else {
			message = one.path + ": " + one.text
		}
		messages = append(messages, message)
		causes = append(causes, cause{one.reason, one.text, one.path})
	}
	message := strings.Join(messages, ", ")
	return &status{"Failure", message, reason, details{r.name, r.group, kind, causes}, code}
}

func child(of object, key string) object {
	value, _ := of[key].(object)
	return value
}

func text(of object, key string) string {
	value, _ := of[key].(string)
	return value
}
