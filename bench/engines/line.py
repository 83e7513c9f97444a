"""The same line of queues in SimPy: `line.py STATIONS CUSTOMERS`; prints what `engines` prints."""

import random
import sys
import time

import simpy

SERVICE, LOAD = 0.01, 0.8


def main(stations, customers):
    begin = time.perf_counter()
    env = simpy.Environment()
    draw = random.Random(1).expovariate
    line = [simpy.Resource(env, capacity=1) for _ in range(stations)]
    spent = []

    def customer():
        came = env.now
        for station in line:
            with station.request() as turn:
                yield turn
                yield env.timeout(draw(1 / SERVICE))
        spent.append(env.now - came)

    def users():
        for _ in range(customers):
            env.process(customer())
            yield env.timeout(draw(LOAD / SERVICE))

    env.process(users())
    events = 0
    while env.peek() != float("inf"):
        env.step()
        events += 1
    mean = sum(spent) / len(spent) / SERVICE
    print(time.perf_counter() - begin, len(spent), events, mean)


main(int(sys.argv[1]), int(sys.argv[2]))
