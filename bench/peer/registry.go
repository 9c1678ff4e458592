package main

import (
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// What a Pipeline's spec.registry has to look like; nothing is looked up.
const registryPath, referencePath = "spec.registry", "spec.registry.credentialsSecretRef"

const deputy = "system:serviceaccount:kubero:kubero"

var (
	subdomain     = regexp.MustCompile(`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`)
	label         = regexp.MustCompile(`^[a-z0-9]([-a-z0-9]*[a-z0-9])?$`)
	pathComponent = regexp.MustCompile(`^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$`)
	placeholders  = []string{"", "https://", "http://"}
)

func pipelineRegistry(r review) []violation {
	spec, ok := r.object["spec"].(object)
	if !ok {
		return []violation{required("spec", "a Pipeline needs a spec")}
	}
	var found []violation
	if main := text(spec, "mainnamespace"); main != "" && main != r.namespace && main != "kubero" {
		found = append(found, forbidden("spec.mainnamespace", "credentials are not copied from the namespaces of others"))
	}
	value := spec["registry"]
	if value == nil {
		return found
	}
	registry, ok := value.(object)
	if !ok {
		return append(found, invalid(registryPath, "must be an object"))
	}
	if isUnset(registry) {
		return found
	}
	found = append(found, checkMode(registry, r, spec)...)
	found = append(found, checkReference(registry, r)...)
	found = append(found, checkInline(registry)...)
	found = append(found, checkHost(registry, r)...)
	found = append(found, checkPort(registry)...)
	if registry["credentialsSecretRef"] == nil && registry["createSecret"] == nil && !hasInline(registry) &&
		r.user != deputy {
		found = append(found, required(referencePath, "these registry settings come without a credential"))
	}
	return found
}

// What Kubero's form sends when nobody filled it in.
func isUnset(registry object) bool {
	for key, value := range registry {
		held, isText := value.(string)
		switch {
		case value == nil:
		case key == "host" && isText && slices.Contains(placeholders, held):
		case (key == "username" || key == "password") && isText && held == "":
		default:
			return false
		}
	}
	return true
}

func inlineFields(registry object) []string {
	var fields []string
	for _, key := range []string{"username", "password"} {
		if text(registry, key) != "" {
			fields = append(fields, key)
		}
	}
	for _, key := range []string{"username", "password", "hash"} {
		if text(child(registry, "account"), key) != "" {
			fields = append(fields, "account."+key)
		}
	}
	return fields
}

func hasInline(registry object) bool {
	return len(inlineFields(registry)) > 0 || strings.Contains(text(registry, "host"), "@")
}

func checkMode(registry object, r review, spec object) []violation {
	path := registryPath + ".createSecret"
	value := registry["createSecret"]
	if value == nil {
		return nil
	}
	mode, ok := value.(string)
	if !ok || !slices.Contains([]string{"create", "copy", "none"}, mode) {
		return []violation{{path, "FieldValueNotSupported", "Unsupported value: supported: create, copy, none"}}
	}
	reference := registry["credentialsSecretRef"]
	if reference == nil || mode == "none" {
		return nil
	}
	if mode == "create" {
		return []violation{invalid(path, "does not go with a reference; use \"none\"")}
	}
	name, namespace := text(child(registry, "credentialsSecretRef"), "name"), r.namespace
	if own := text(child(registry, "credentialsSecretRef"), "namespace"); own != "" {
		namespace = own
	}
	main := "kubero"
	if other := text(spec, "mainnamespace"); other != "" {
		main = other
	}
	if name == "" || name == "registry-login" && namespace == main {
		return nil
	}
	return []violation{invalid(path, "would copy another Secret than the one referred to; use \"none\"")}
}

func checkReference(registry object, r review) []violation {
	value := registry["credentialsSecretRef"]
	if value == nil {
		return nil
	}
	reference, ok := value.(object)
	if !ok {
		return []violation{invalid(referencePath, "must be an object, such as {name: my-registry}")}
	}
	var found []violation
	for key, held := range reference {
		if key != "name" && key != "namespace" && held != nil {
			found = append(found, forbidden(referencePath+"."+key, "a reference has only name and namespace"))
		}
	}
	if name := reference["name"]; name == nil || name == "" {
		found = append(found, required(referencePath+".name", "the name of the Secret with the registry credential"))
	} else if name, ok := name.(string); !ok || len(name) > 253 || !subdomain.MatchString(name) {
		found = append(found, invalid(referencePath+".name", "must be a lowercase RFC 1123 subdomain"))
	}
	if namespace := reference["namespace"]; namespace != nil && namespace != "" {
		name, ok := namespace.(string)
		if !ok || len(name) > 63 || !label.MatchString(name) {
			found = append(found, invalid(referencePath+".namespace", "must be a lowercase RFC 1123 label"))
		} else if name != r.namespace {
			found = append(found, forbidden(referencePath+".namespace", "only a Secret of the Pipeline's own namespace"))
		}
	}
	return found
}

func checkInline(registry object) []violation {
	var found []violation
	if value := registry["account"]; value != nil && child(registry, "account") == nil {
		found = append(found, invalid(registryPath+".account", "must be an object"))
	}
	for _, key := range []string{"username", "password"} {
		if value := registry[key]; value != nil {
			if _, ok := value.(string); !ok {
				found = append(found, invalid(registryPath+"."+key, "must be a text"))
			}
		}
	}
	if registry["credentialsSecretRef"] != nil {
		for _, field := range inlineFields(registry) {
			found = append(found, forbidden(registryPath+"."+field, "stands beside credentialsSecretRef"))
		}
		return found
	}
	user, password := text(registry, "username"), text(registry, "password")
	if (user == "") != (password == "") || user == "" && registry["createSecret"] == "create" {
		found = append(found, required(registryPath+".password", "user name and password go together"))
	}
	if strings.ContainsAny(user, ":\"\\") || strings.ContainsFunc(user, isControl) {
		found = append(found, invalid(registryPath+".username", "must not have a colon, quote or control character"))
	}
	if strings.ContainsAny(password, "\"\\") || strings.ContainsFunc(password, isControl) {
		found = append(found, invalid(registryPath+".password", "must not have a quote or control character"))
	}
	return found
}

func isControl(letter rune) bool { return letter < 0x20 || letter >= 0x7f && letter < 0xa0 }

func checkHost(registry object, r review) []violation {
	path := registryPath + ".host"
	value := registry["host"]
	if value == nil {
		return nil
	}
	host, ok := value.(string)
	if !ok {
		return []violation{invalid(path, "must be a text")}
	}
	if host == "" || slices.Contains(placeholders, host) && !hasInline(registry) {
		return nil
	}
	if bare, found := strings.CutPrefix(host, "https://"); found && r.user == deputy && hostProblem(bare) == "" {
		return nil
	}
	if problem := hostProblem(host); problem != "" {
		return []violation{invalid(path, problem)}
	}
	return nil
}

// The grammar of distribution/reference: domain[:port][/path].
func hostProblem(host string) string {
	const form = "write it as domain[:port][/path], such as ghcr.io/acme"
	if len(host) > 255 || strings.Contains(host, "://") || strings.ContainsAny(host, "@?#*\"\\% ") ||
		strings.HasSuffix(host, "/") {
		return form
	}
	authority, path, hasPath := strings.Cut(host, "/")
	domain, port, hasPort := strings.Cut(authority, ":")
	if strings.HasPrefix(authority, "[") {
		end := strings.Index(authority, "]")
		if end < 0 || net.ParseIP(authority[1:end]) == nil {
			return form
		}
		domain = authority[:end+1]
		port, hasPort = strings.CutPrefix(authority[end+1:], ":")
	} else if !subdomain.MatchString(domain) {
		return "is not a domain name or address; " + form
	} else if !strings.Contains(domain, ".") && !hasPort && domain != "localhost" {
		return "needs a dot or a port, or an image would be looked for on Docker Hub; " + form
	}
	if number, err := strconv.Atoi(port); hasPort && (err != nil || number < 1 || number > 65535) {
		return "must have a port between 1 and 65535, inclusive, or none"
	}
	if !hasPath {
		return ""
	}
	components := strings.Split(path, "/")
	if components[0] == "v1" || components[0] == "v2" {
		return "must not have the API path /v1 or /v2; " + form
	}
	for _, component := range components {
		if !pathComponent.MatchString(component) {
			return "has a path that no repository can have; " + form
		}
	}
	return ""
}

func checkPort(registry object) []violation {
	value := registry["port"]
	if value == nil {
		return nil
	}
	port, ok := value.(float64)
	if !ok || port != float64(int(port)) || port < 1 || port > 65535 {
		return []violation{invalid(registryPath+".port", "must be between 1 and 65535, inclusive")}
	}
	return nil
}
