"""Oracle values for queue.test.ts: the balance equations of M/M/c and M/M/c/K, summed in 40 digits.

    python3 shared/planning/waiting/queue.oracle.py     # needs mpmath

Each line: (places, load, session, room) and the share that waits, the mean wait, p95, the refused share, and the share
of all who come that is served within 30 s.
"""

from mpmath import exp, factorial, gammainc, log, mp, mpf

mp.dps = 40


def bounded(places, load, session, room):
    load = mpf(load)
    weights = [load**n / factorial(n) for n in range(places + 1)]
    for _ in range(room):
        weights.append(weights[-1] * load / places)
    total = sum(weights)
    state = [weight / total for weight in weights]
    refused = state[-1]
    let_in = 1 - refused
    line = sum(k * state[places + k] for k in range(room + 1))

    def within(seconds):
        departures = mpf(places) * seconds / session
        return sum(state[:places]) + sum(
            state[places + k] * gammainc(k + 1, 0, departures, regularized=True) for k in range(room)
        )

    low, high = mpf(0), mpf(session) * 10
    if within(0) / let_in >= mpf("0.95"):
        high = mpf(0)
    else:
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if within(middle) / let_in < mpf("0.95") else (low, middle)
    return sum(state[places : places + room]) / let_in, line * session / (load * let_in), high, refused, within(30)


def endless(places, load, session):
    load = mpf(load)
    blocked = (load**places / factorial(places)) / sum(load**n / factorial(n) for n in range(places + 1))
    waits = blocked / (1 - load / places * (1 - blocked))
    spare = places - load
    p95 = 0 if waits <= mpf("0.05") else log(waits / mpf("0.05")) * session / spare
    return waits, waits * session / spare, p95, blocked, 1 - waits * exp(-spare * 30 / mpf(session))


for case in [(10, 5, 1800), (7, 5, 1800), (200, 190, 1800)]:
    print(case, [float(value) for value in endless(*case)])
for case in [
    (10, 5, 1800, 3),
    (10, 9, 1800, 5),
    (10, 15, 600, 20),
    (200, 190, 1800, 30),
    (300, 330, 1200, 100),
    (1, 1, 60, 4),
    (7, 5, 1800, 0),
]:
    print(case, [float(value) for value in bounded(*case)])
