"""As much of an API server as a look-up needs: Tallyman asks it once, and what is measured is remembering the answer."""
import base64, contextlib, http.server, json, os, ssl, threading

from reviews import WORK

KUBECONFIG = f"{WORK}/kubeconfig"

KUBERO = {
    "apiVersion": "application.kubero.dev/v1alpha1", "kind": "Kubero",
    "metadata": {"name": "kubero", "namespace": "kubero", "resourceVersion": "1"},
    "spec": {"registry": {"enabled": True, "host": "ghcr.io/acme"}},
}


def secret(namespace, name):
    config = {"auths": {"ghcr.io/acme": {"username": "u", "password": "p"}}}
    return {
        "apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/dockerconfigjson",
        "metadata": {"name": name, "namespace": namespace, "resourceVersion": "1"},
        "data": {".dockerconfigjson": base64.b64encode(json.dumps(config).encode()).decode()},
    }


# That everybody may read Secrets, as the server below says.
READERS = [
    {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": {"name": "readers"},
     "rules": [{"apiGroups": [""], "resources": ["secrets"], "verbs": ["get"]}]},
    {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": {"name": "readers"},
     "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "readers"},
     "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "system:authenticated"}]},
]


def folder():
    """The same cluster as a folder of manifests, as far as the review that asks needs it."""
    path = f"{WORK}/cluster"
    os.makedirs(path, exist_ok=True)
    with open(f"{path}/objects.yaml", "w") as file:
        for value in [KUBERO, secret("kubero", "team-a-reg"), *READERS]:
            file.write(f"---\n{json.dumps(value)}\n")  # JSON is YAML
    return path


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, value, status=200):
        text = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        path, _, query = self.path.partition("?")
        parts = path.strip("/").split("/")
        if "watch=1" in query:
            self.watch()
        elif parts[-2] == "secrets":
            self.server.looked_up += 1
            self.reply(secret(parts[-3], parts[-1]))
        elif parts[-1] in ("namespaces", "projects", "stages", "kuberoes"):
            items = [KUBERO] if parts[-1] == "kuberoes" else []
            self.reply({"kind": "List", "apiVersion": "v1", "metadata": {"resourceVersion": "1"}, "items": items})
        else:
            self.reply({"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 404}, status=404)

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.looked_up += 1
        self.reply(asked | {"status": {"allowed": True}})

    def watch(self):
        """Nothing changes, until the end."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.server.is_ending.wait()
        self.close_connection = True


class Listener(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, certificates):
        super().__init__(("127.0.0.1", 0), Handler)
        self.looked_up, self.is_ending = 0, threading.Event()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(f"{certificates}/tls.crt", f"{certificates}/tls.key")

    def finish_request(self, request, address):
        # In the connection's own thread, so that a slow handshake holds nobody else up.
        with self.context.wrap_socket(request, server_side=True) as secure:
            super().finish_request(secure, address)

    def handle_error(self, request, address):
        """A connection that is dropped as the server under test stops is as it should be."""


@contextlib.contextmanager
def serving(certificates):
    """Serves, and has a kubeconfig written for it."""
    with Listener(certificates) as listener:
        kubeconfig = {
            "apiVersion": "v1", "kind": "Config", "current-context": "bench",
            "contexts": [{"name": "bench", "context": {"cluster": "bench", "user": "bench"}}],
            "clusters": [{"name": "bench", "cluster": {
                "server": f"https://127.0.0.1:{listener.server_port}",
                "certificate-authority": f"{certificates}/ca.crt"}}],
            "users": [{"name": "bench", "user": {"token": "bench"}}],
        }
        with open(KUBECONFIG, "w") as file:
            json.dump(kubeconfig, file)  # JSON is YAML
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield listener
        finally:
            listener.is_ending.set()
            listener.shutdown()
            thread.join()
