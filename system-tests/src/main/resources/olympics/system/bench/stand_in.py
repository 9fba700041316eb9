"""A stand-in for the Python original, of which only the design is at hand.

    stand_in.py front-end PORT
    stand_in.py balancer PORT FRONT_END_PORT...

As the design says it: every call to the balancer first asks each front-end whether it is there, then
goes to a random one of those that are; a front-end answers from a dictionary. Python's xmlrpc is used
as it comes: a thread and a connection for each call. Nothing else is done: no database, no signatures,
no clocks, no limits. It listens on this machine only, and ends with the process in
OLYMPICS_PARENT_PID.
"""

import os
import random
import socketserver
import sys
import threading
import time
from xmlrpc.client import ServerProxy
from xmlrpc.server import SimpleXMLRPCServer

TALLIES = {"gaul": {"team": "Gaul", "gold": 0, "silver": 0, "bronze": 0}}


class Server(socketserver.ThreadingMixIn, SimpleXMLRPCServer):
    daemon_threads = True
    # Of more than five callers at once the others would wait for a second.
    request_queue_size = 1024

    def handle_error(self, request, client_address):
        """A caller that goes away is no error, and needs no stack trace."""


class FrontEnd:
    def get_id(self):
        return 1

    def get_medal_tally(self, team, client_id=""):
        return dict(TALLIES[team.lower()], as_of=time.time())


class Balancer:
    def __init__(self, ports):
        self.urls = [f"http://127.0.0.1:{port}/RPC2" for port in ports]

    def lives(self, front_end):
        try:
            front_end.get_id()
            return True
        except OSError:
            return False

    def get_medal_tally(self, team, client_id=""):
        front_ends = [ServerProxy(url) for url in self.urls]
        live = [front_end for front_end in front_ends if self.lives(front_end)]
        return random.choice(live).get_medal_tally(team, client_id)


def end_with(parent):
    while os.path.exists(f"/proc/{parent}"):
        time.sleep(0.5)
    os._exit(0)


def main(role, port, *front_ends):
    parent = os.environ.get("OLYMPICS_PARENT_PID")
    if parent:
        threading.Thread(target=end_with, args=(parent,), daemon=True).start()
    server = Server(("127.0.0.1", int(port)), logRequests=False)
    server.register_instance(FrontEnd() if role == "front-end" else Balancer(front_ends))
    server.serve_forever()


main(*sys.argv[1:])
