"""Clients for `soak.py`: one as the API server is, and those that no server likes to have."""
import http.client, itertools, random, select, socket, ssl, struct, threading, time


class Guest(threading.Thread):
    """Does `turn` over and over until `leave` is called, and keeps what went wrong."""

    def __init__(self, port, context):
        super().__init__(daemon=True)
        self.port, self.context = port, context
        self.gone = threading.Event()
        self.turns, self.failures = 0, []
        self.prepare()

    def prepare(self):
        pass

    def run(self):
        while not self.gone.is_set():
            try:
                self.turn()
                self.turns += 1
            except Exception as error:  # whatever it is, it is a call that failed
                self.failures.append(f"{type(error).__name__}: {error}")
                self.gone.wait(0.1)

    def leave(self):
        self.gone.set()
        self.join(timeout=60)

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def secured(self):
        return self.context.wrap_socket(self.connect(), server_hostname="localhost")


class Caller(Guest):
    """Posts reviews over one connection that it keeps, and makes a new one only when it was told to by
    `Connection: close`. It sends nothing again, as the API server does not."""

    def __init__(self, port, context, cases, pause, calls_a_connection=None):
        self.cases = itertools.cycle(cases)
        self.pause, self.calls_a_connection = pause, calls_a_connection
        super().__init__(port, context)

    def prepare(self):
        self.connection, self.calls, self.certificates = None, 0, set()

    def turn(self):
        if self.connection is None:
            self.connection = http.client.HTTPSConnection("127.0.0.1", self.port, context=self.context, timeout=30)
            self.connection.connect()
            self.certificates.add(self.connection.sock.getpeercert()["serialNumber"])
            self.calls = 0
        case = next(self.cases)
        try:
            self.connection.request("POST", case.path, case.body, {"Content-Type": "application/json"})
            reply = self.connection.getresponse()
            text = reply.read()
        except Exception:
            self.connection.close()
            self.connection = None
            raise
        self.calls += 1
        if reply.getheader("Connection") == "close" or self.calls == self.calls_a_connection:
            self.connection.close()
            self.connection = None
        if reply.status != 200 or not case.is_answered_by(text):
            raise ValueError(f"{case.name}: HTTP {reply.status}: {text[:300]!r}")
        self.gone.wait(self.pause)


class Slow(Guest):
    """Dribbles on many connections at once, a byte a second on each: a quarter of them a handshake, a quarter a head, a
    quarter a body, and a quarter asks and does not read. One that the server has cut off is made anew."""
    COUNT = 100
    HEAD = b"POST /validate HTTP/1.1\r\nHost: slow\r\nContent-Type: application/json\r\nContent-Length: 30000\r\n"

    def prepare(self):
        self.connections, self.cut_off = [], 0

    def turn(self):
        if not self.connections:
            self.connections = [None] * self.COUNT
        for place in range(self.COUNT):
            if self.gone.wait(1 / self.COUNT):
                break
            try:
                self.dribble(place)
            except (OSError, ssl.SSLError):
                self.cut_off += 1
                self.close(place)
        else:
            return
        for place in range(self.COUNT):
            self.close(place)

    def dribble(self, place):
        kind = place % 4
        if self.connections[place] is None:
            if kind == 0:
                plain = self.connect()
                plain.setblocking(False)
                self.connections[place] = plain, iter(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(600))
                return
            secure = self.secured()
            if kind == 2:
                secure.sendall(self.HEAD + b"\r\n")
            if kind == 3:
                secure.sendall((b"GET /nowhere HTTP/1.1\r\nHost: slow\r\n\r\n") * 2_000)
            secure.setblocking(False)
            self.connections[place] = secure, iter(self.HEAD if kind == 1 else itertools.repeat(32))
        connection, bytes_left = self.connections[place]
        if kind == 3:  # it does not read, so that only the socket knows
            if select.select([], [], [connection], 0)[2]:
                raise OSError("gone")
            connection.send(b" ")
            return
        try:
            if connection.recv(4096) == b"":
                raise OSError("gone")
        except (BlockingIOError, ssl.SSLWantReadError):
            pass
        connection.send(bytes([next(bytes_left, 32)]))

    def close(self, place):
        if self.connections[place] is not None:
            self.connections[place][0].close()
            self.connections[place] = None


class Broken(Guest):
    """Ten times a second something that no client should send, or a client that goes away in the middle of it."""

    def turn(self):
        random.choice([self.reset, self.garbage, self.half_a_handshake, self.bad_head, self.half_a_body,
                       self.no_review])()
        self.gone.wait(0.1)

    def reset(self):
        plain = self.connect()
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        plain.close()

    def garbage(self):
        with self.connect() as plain:
            self.sent(plain, random.randbytes(random.randrange(1, 5_000)))

    def half_a_handshake(self):
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        client = self.context.wrap_bio(incoming, outgoing, server_hostname="localhost")
        try:
            client.do_handshake()
        except ssl.SSLWantReadError:
            pass
        hello = outgoing.read()
        with self.connect() as plain:
            self.sent(plain, hello[:random.randrange(1, len(hello))])

    def bad_head(self):
        heads = [b"GET / HTTP/9.9\r\n\r\n",
                 b"POST /validate HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                 b"\0" * 100, b"POST /validate HTTP/1.1\r\nX: " + b"a" * 40_000]
        with self.secured() as secure:
            self.sent(secure, random.choice(heads))

    def half_a_body(self):
        secure = self.secured()
        self.sent(secure, b"POST /validate HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + b"{" * 70_000)
        secure.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        secure.close()

    def no_review(self):
        body = random.choice([b"", b"[]", b"{", b'{"request":' * 2_000, random.randbytes(300)])
        with self.secured() as secure:
            self.sent(secure, b"POST /mutate HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            try:
                secure.recv(4096)
            except OSError:
                pass

    def sent(self, connection, content):
        """The server may hang up on it, which is its right."""
        try:
            connection.sendall(content)
        except OSError:
            pass
