"""The three servers, each started for one measurement and stopped after it."""
import contextlib, functools, os, re, shutil, socket, ssl, subprocess, time

import cluster, machine
from reviews import CLUSTER, FOUR, HERE, ROOT, WORK

TALLYMAN = f"{ROOT}/.build/release/tallyman"
PEER = f"{ROOT}/.build/bench-peer"
CERTIFICATES = f"{WORK}/certs"

TICKS = os.sysconf("SC_CLK_TCK")


def prepare():
    """Certificates and the peer; the release binary is built by then."""
    os.makedirs(WORK, exist_ok=True)
    subprocess.run([TALLYMAN, "certs", "init", "--dir", CERTIFICATES], check=True, capture_output=True)
    for command in (["vet", "."], ["build", "-trimpath", "-o", PEER, "."]):
        subprocess.run([machine.go(), *command], cwd=f"{HERE}/peer", env=machine.go_environment(), check=True)


def context():
    """For a client in Python: TLS 1.3, and our own CA."""
    made = ssl.create_default_context(cafile=f"{CERTIFICATES}/ca.crt")
    made.minimum_version = ssl.TLSVersion.TLSv1_3
    return made


class Server:
    """One that runs. Processor time and memory are those of all its processes."""

    def __init__(self, name, process, port, path):
        self.name, self.process, self.port, self.path = name, process, port, path

    def pids(self):
        first = self.process.pid
        children = open(f"/proc/{first}/task/{first}/children").read().split()
        return [first, *map(int, children)]

    def cpu_seconds(self):
        """User and system time; fields 14 and 15 of /proc/PID/stat, counted behind the name in parentheses."""
        total = 0
        for pid in self.pids():
            fields = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICKS

    def memory(self, key="VmRSS"):
        """Resident megabytes (10^6 bytes); VmHWM: the most since `forget_peak`."""
        status = (open(f"/proc/{pid}/status").read() for pid in self.pids())
        return sum(int(re.search(rf"{key}:\s+(\d+)", text).group(1)) for text in status) * 1024 / 1e6

    def forget_peak(self):
        for pid in self.pids():
            with open(f"/proc/{pid}/clear_refs", "w") as file:
                file.write("5")

    def url(self, body):
        return f"https://127.0.0.1:{self.port}{self.target(body)}"

    def target(self, body):
        return f"{self.path}/{body.slug}" if self.name == "nginx" else self.path


@contextlib.contextmanager
def stopping(process):
    """Whatever happens, Ctrl-C included, nothing is left running."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def announced(process, name):
    line = process.stdout.readline()
    found = re.search(r"https://127\.0\.0\.1:(\d+)", line)
    if not found:
        raise RuntimeError(f"{name} did not start: {line!r}")
    return int(found.group(1))


@functools.cache
def rules():
    """Every rule's id, in the order of the configuration. Asked once: it takes as long as a start."""
    shown = subprocess.run([TALLYMAN, "config", "show"], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^  ([a-z-]+):$", shown.partition("\nrules:\n")[2], re.MULTILINE)


def rule_settings(on):
    """The configuration's `rules`, with all others switched off."""
    off = [rule for rule in rules() if rule not in on]
    return "rules:\n" + "".join(f"  {rule}: {{enforce: disabled}}\n" for rule in off) if off else ""


def configuration(name, cores=1, on=None, with_folder=False):
    """Writes one and returns its path. `on`: the rules; None: every one."""
    os.makedirs(f"{WORK}/config", exist_ok=True)
    path = f"{WORK}/config/{name}.yaml"
    with open(path, "w") as file:
        file.write(
            "apiVersion: tallyman/v1alpha1\nkind: Configuration\nserver:\n  port: 0\n  admin: null\n"
            f"  loops: {cores}\n  drain: {{delay: 0s}}\n"
            f"  tls: {{certificate: {CERTIFICATES}/tls.crt, privateKey: {CERTIFICATES}/tls.key}}\n")
        if with_folder:
            file.write(f"cluster: {{source: directory, directory: {CLUSTER}}}\n")
        if on is not None:
            file.write(rule_settings(on))
    return path


# What Tallyman is told: which rules, and where they look things up.
PROFILES = ["four rules", "every rule", "every rule, a folder", "every rule, an API server"]


@contextlib.contextmanager
def tallyman(cores=1, profile="four rules", bodies=()):
    number = PROFILES.index(profile)
    config = configuration(f"{number}-{cores}", cores, FOUR if number == 0 else None, with_folder=number == 2)
    command = [TALLYMAN, "serve", "--config", config, "--log", "none"]
    with contextlib.ExitStack() as stack:
        if number == 3:
            stack.enter_context(cluster.serving(CERTIFICATES))
            command += ["--kubeconfig", cluster.KUBECONFIG]
        with machine.on(machine.server_cores(cores)):
            process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        stack.enter_context(stopping(process))
        yield Server("tallyman", process, announced(process, "tallyman"), "/validate")


@contextlib.contextmanager
def peer(cores=1, profile=None, bodies=()):
    command = [PEER, "-certificate", f"{CERTIFICATES}/tls.crt", "-key", f"{CERTIFICATES}/tls.key"]
    environment = os.environ | {"GOMAXPROCS": str(cores)}
    # A connection that the client drops is a line in Go's log; that is not what is measured.
    with machine.on(machine.server_cores(cores)):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                   env=environment)
    with stopping(process):
        yield Server("peer", process, announced(process, "peer"), "/validate")


@contextlib.contextmanager
def nginx(cores=1, profile=None, bodies=()):
    """Answers each of the bodies (pairs of a body and Tallyman's reply to it) with that very reply."""
    folder = f"{WORK}/nginx"
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(nginx_configuration(folder, port, cores, bodies))
    command = [machine.nginx(), "-p", folder, "-c", f"{folder}/nginx.conf"]
    with machine.on(machine.server_cores(cores)):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    with stopping(process):
        wait_for(port, process)
        yield Server("nginx", process, port, "/validate")


def wait_for(port, process):
    for _ in range(500):
        if process.poll() is not None:
            break
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                time.sleep(0.1)  # until its workers are there too
                return
        time.sleep(0.01)
    raise RuntimeError("nginx did not start")


# `return` answers as soon as the head is read, and throws the body away as it comes. wrk cannot go on after a reply to
# a request that it has not sent to its end. So of larger bodies a copy is asked for (`mirror`), for which nginx takes
# the body in; then no such file is found, and the error's page is the reply.
SENT_AT_ONCE = 16_384


def nginx_configuration(folder, port, cores, bodies):
    locations = ""
    for body, reply in bodies:
        answer = f"return 200 '{nginx_text(reply)}';"
        place = f"/validate/{body.slug}"
        if len(body.bytes) <= SENT_AT_ONCE:
            locations += f"    location = {place} {{ {answer} }}\n"
        else:
            locations += (f"    location = {place} {{ mirror /read; error_page 404 =200 @{body.slug}; }}\n"
                          f"    location @{body.slug} {{ {answer} }}\n")
    user = "user root;\n" if os.geteuid() == 0 else ""
    temporary = "".join(f"  {kind}_temp_path {folder}/{kind};\n"
                        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return (f"{user}daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log error;\n"
            f"worker_processes {cores};\nworker_rlimit_nofile 4096;\n"
            "events { worker_connections 2048; }\n"
            f"http {{\n{temporary}  access_log off;\n  log_not_found off;\n  default_type application/json;\n"
            "  client_max_body_size 64m;\n  client_body_buffer_size 32m;\n"
            "  keepalive_requests 1000000000;\n  keepalive_timeout 120s;\n"
            f"  server {{\n    listen 127.0.0.1:{port} ssl backlog=1024;\n    ssl_protocols TLSv1.3;\n"
            # Else wrk would resume its sessions, which an API server does not.
            "    ssl_session_tickets off;\n    ssl_session_cache off;\n    ssl_conf_command NumTickets 0;\n"
            f"    ssl_certificate {CERTIFICATES}/tls.crt;\n    ssl_certificate_key {CERTIFICATES}/tls.key;\n"
            "    location = /read { internal; return 204; }\n"
            f"{locations}  }}\n}}\n")


def nginx_text(reply):
    """For single quotes, and without what would be a variable: of the same length."""
    return reply.decode().replace("\\", "/").replace("'", "`").replace("$", "S")


ALL = {"tallyman": tallyman, "peer": peer, "nginx": nginx}
