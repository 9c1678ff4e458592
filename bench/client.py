"""What is sent to the servers: single reviews from Python, to see that they are right, and many from wrk."""
import http.client, json, os, re, resource, socket, ssl, subprocess, threading

import machine, servers
from reviews import HERE, WORK, Body

# Longer than the slowest reply of any server: wrk counts what takes longer as lost.
PATIENCE = "60s"


class WrongAnswer(Exception):
    pass


def post(server, body):
    """(status, decoded reply, raw reply) to one review over a connection of its own."""
    connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=servers.context(), timeout=60)
    try:
        connection.request("POST", f"{server.target(body)}?timeout=10s", body.bytes,
                           {"Content-Type": "application/json"})
        response = connection.getresponse()
        raw = response.read()
        return response.status, raw
    finally:
        connection.close()


def allowed(server, body):
    """Whether the review passes; an error unless the reply is one to it."""
    status, raw = post(server, body)
    if status != 200:
        raise WrongAnswer(f"{server.name}: {body.name}: HTTP {status}: {raw[:200]!r}")
    response = json.loads(raw)["response"]
    if response["uid"] != body.uid:
        raise WrongAnswer(f"{server.name}: {body.name}: the reply is to {response['uid']!r}")
    return response["allowed"]


def client_environment():
    """wrk and openssl by OpenSSL's own configuration: one protocol, cipher and group, the same with every server."""
    path = f"{WORK}/openssl.cnf"
    with open(path, "w") as file:
        file.write("openssl_conf = all\n[all]\nssl_conf = ssl\n[ssl]\nsystem_default = tls\n[tls]\n"
                   "MinProtocol = TLSv1.3\nCiphersuites = TLS_AES_128_GCM_SHA256\nGroups = X25519\n")
    return os.environ | {"OPENSSL_CONF": path}


def wrk(server, body, connections, seconds, cores=None, close=False):
    """Lets wrk post for so long, with one thread on one of `cores`, and returns what it says, and what it took itself."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", PATIENCE, "-s", f"{HERE}/wrk.lua",
               server.url(body), "--", body.file, *(["close"] if close else [])]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with machine.on(cores or machine.client_cores(1)):
        done = subprocess.run(command, capture_output=True, text=True, env=client_environment())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = re.search(r"^result (\{.*\})$", done.stdout, re.MULTILINE)
    if not found:
        raise RuntimeError(f"wrk: {done.stdout}{done.stderr}")
    # A percentile of nothing is no number in JSON.
    result = json.loads(re.sub(r"-?nan", "0", found.group(1)))
    result["cpu seconds"] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return result


def handshake(server):
    """What openssl agrees on with the server: protocol, cipher suite and signature."""
    command = ["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", "-brief",
               "-CAfile", f"{servers.CERTIFICATES}/ca.crt", "-verify_return_error"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=client_environment())
    text = done.stdout + done.stderr
    found = {key: machine.first(rf"{name}: (.+)", text) for key, name in
             [("protocol", "Protocol version"), ("cipher", "Ciphersuite"), ("signature", "Signature type"),
              ("hash", "Hash used")]}
    if found["protocol"] != "TLSv1.3" or found["signature"].lower() != "ecdsa":
        raise WrongAnswer(f"{server.name}: not TLS 1.3 with ECDSA: {text}")
    return found


def handshake_of_wrk():
    """What wrk itself agrees on, told by a server in Python that it calls."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{servers.CERTIFICATES}/tls.crt", f"{servers.CERTIFICATES}/tls.key")
    found = {}
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)

        def answer():
            while not found:
                connection, _ = listener.accept()
                try:
                    with context.wrap_socket(connection, server_side=True) as secure:
                        cipher, protocol, _ = secure.cipher()
                        found.update(protocol=protocol, cipher=cipher)
                except ssl.SSLError:
                    connection.close()  # wrk first tries whether anybody listens at all

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        command = ["wrk", "-t1", "-c1", "-d1s", f"https://127.0.0.1:{listener.getsockname()[1]}/"]
        subprocess.run(command, capture_output=True, env=client_environment())
        thread.join(timeout=10)
    if found.get("protocol") != "TLSv1.3":
        raise WrongAnswer(f"wrk does not speak TLS 1.3: {found}")
    return found
