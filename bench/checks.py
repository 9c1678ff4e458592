"""Before anything is measured: do all answer, and do they say the same?"""
import client, servers
from reviews import Body, asking, bodies, of_the_four


def replies():
    """Each body with Tallyman's reply to it, which nginx gives then."""
    with servers.tallyman() as server:
        return [(body, client.post(server, body)[1]) for body in bodies()]


def run():
    """Raises unless 200, the right uid, the same `allowed` from Tallyman and the peer, and TLS 1.3 with ECDSA P-256."""
    recorded = [Body(path, "", review) for path, review in of_the_four()]
    tls = {"wrk": client.handshake_of_wrk()}
    with servers.tallyman() as ours, servers.peer() as theirs:
        tls["tallyman"], tls["peer"] = client.handshake(ours), client.handshake(theirs)
        for body in bodies() + recorded:
            said, other = client.allowed(ours, body), client.allowed(theirs, body)
            if said != other:
                raise client.WrongAnswer(f"{body.name}: tallyman says {said}, the peer {other}")
        for body in bodies():
            if not client.allowed(ours, body):
                raise client.WrongAnswer(f"{body.name}: a review that is to pass is denied")
    answers = replies()
    with servers.nginx(bodies=answers) as server:
        tls["nginx"] = client.handshake(server)
        for body, reply in answers:
            if len(client.post(server, body)[1]) != len(reply):
                raise client.WrongAnswer(f"{body.name}: nginx's reply is not as long as Tallyman's")
            client.allowed(server, body)
    for profile in servers.PROFILES:
        with servers.tallyman(profile=profile) as server:
            if not client.allowed(server, asking()):
                raise client.WrongAnswer(f"{profile}: the review that asks is to pass")
    return {"reviews that Tallyman and the peer agree on": len(recorded) + len(bodies()), "tls": tls}
