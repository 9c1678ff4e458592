package main

import (
	"fmt"
	"slices"
	"strings"
)

// A rule checks one resource on some operations.
type rule struct {
	id         string
	group      string
	resources  []string
	operations []string
	violations func(review) []violation
}

const kargo, kubero = "kargo.akuity.io", "application.kubero.dev"

// In the order in which Tallyman's speak.
var rules = []rule{
	{"keep-namespace", kargo, []string{"projects"}, []string{"CREATE", "UPDATE"}, keepNamespace},
	{"keep-namespace", "", []string{"namespaces"}, []string{"CREATE", "UPDATE"}, keepNamespace},
	{"pipeline-registry", kubero, []string{"kuberopipelines"}, []string{"CREATE", "UPDATE"}, pipelineRegistry},
	{"projectconfig-lifecycle", kargo, []string{"projectconfigs"}, []string{"CREATE", "DELETE"}, projectConfigLifecycle},
	{"projectconfig-name", kargo, []string{"projectconfigs"}, []string{"CREATE"}, projectConfigName},
}

func (rule rule) covers(r review) bool {
	return rule.group == r.group && slices.Contains(rule.resources, r.resource) &&
		slices.Contains(rule.operations, r.operation)
}

const keepAnnotation = "kargo.akuity.io/keep-namespace"

func keepNamespace(r review) []violation {
	value, found := child(child(r.object, "metadata"), "annotations")[keepAnnotation]
	if !found || value == "true" || value == "false" {
		return nil
	}
	path := "metadata.annotations[" + keepAnnotation + "]"
	return []violation{invalid(path, fmt.Sprintf("%q: must be \"true\" or \"false\"", value))}
}

var cleanup = []string{
	"system:serviceaccount:kube-system:namespace-controller",
	"system:serviceaccount:kube-system:generic-garbage-collector",
	"system:kube-controller-manager",
}

func projectConfigLifecycle(r review) []violation {
	if slices.Contains(r.groups, "system:serviceaccounts:kargo") || slices.Contains(r.groups, "system:masters") ||
		r.operation == "DELETE" && slices.Contains(cleanup, r.user) {
		return nil
	}
	return []violation{{text: "user \"" + r.user + "\" may not " + strings.ToLower(r.operation) +
		" a ProjectConfig, only update it"}}
}

func projectConfigName(r review) []violation {
	if r.name == "default" {
		return nil
	}
	return []violation{invalid("metadata.name", "the one ProjectConfig of a project is called \"default\"")}
}

func invalid(path, why string) violation {
	return violation{path, "FieldValueInvalid", "Invalid value: " + why}
}

func forbidden(path, why string) violation {
	return violation{path, "FieldValueForbidden", "Forbidden: " + why}
}

func required(path, why string) violation {
	return violation{path, "FieldValueRequired", "Required value: " + why}
}
