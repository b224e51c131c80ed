"""Words that mean the same to a caller, so that a sentence nobody wrote down is still understood.

Plain English of service calls, nothing of one company: each line is a concept and the stems or
two-word phrases that carry it. A sentence gets the concept as one more word beside its own, so a
wrong group costs little and a right one lets "ship it back" meet "return this item".
"""

from __future__ import annotations

from collections.abc import Iterator

_GROUPS = """
return: return, send back, sent back, bring back, give back, ship back, take back, mail back
refund: refund, money back, reimburse, pay back, repay, credit back
exchange: exchange, swap, trade, replace, switch, different size, another size, other size
cancel: cancel, call off, scrap, do not want, do not need, no longer, stop, end, quit, terminate
buy: buy, purchase, order, get, pick up, grab, acquire
pay: pay, payment, card, credit, charge, bill, checkout, paypal
charge: charge, bill, bill for, debit, fee, invoice, statement, cost
dispute: dispute, contest, wrong, incorrect, overcharge, twice, mistake, unfair, challenge
where: where, whereabouts, locate, location, status, track, progress, trace
arrive: arrive, come, delivery, deliver, get here, show up, reach, eta, due, turn up, land
parcel: parcel, package, shipment, box, delivery, mail, post
late: late, delay, overdue, still wait, still have not, yet, not arrive, hold up
missing: missing, lost, lose, vanish, gone, never arrive, never come, never receive, never get
broken: break, broke, broken, damage, crack, smash, shatter, dent, defective, faulty, crush
broken: bent
malfunction: not work, stop work, will not start, not turn on, will not turn, not start, dead
malfunction: crash, freeze, fail, error, problem, trouble, issue, fault, malfunction
stolen: steal, stole, stolen, theft, thief, snatch, rob
fraud: fraud, scam, phish, suspicious, hack, unauthorized, unauthorised, compromise, fake, shady
fraud: recognize, recognise
lock: lock, freeze, block, secure, suspend, disable, protect
password: password, passcode, login, log in, sign in, locked out
change: change, modify, update, edit, alter, amend, correct, adjust, different, switch, new
address: address, street, house, move, moved, location, place
schedule: schedule, reschedule, book, arrange, appointment, slot, set up, plan, time
later: later, another day, different day, other day, postpone, delay, push back, after
pickup: pick up, pickup, collect, collection, courier, come get, fetch
price: price, cost, how much, expensive, charge, rate, fee
cheap: cheap, discount, deal, sale, bargain, promotion, promo, offer, special, coupon, voucher
cheap: code, save, percent off
points: point, loyalty, reward, bonus, mile
gift: gift, present, gift card, voucher
balance: balance, left, remain, how much
stock: stock, available, availability, in store, have any, sell, carry, supply, left
compare: compare, comparison, versus, vs, difference, better, which one, against
compatible: compatible, compatibility, fit, work with, go with, support, match, together
size: size, big, large, small, long, wide, tall, width, height, length, dimension, measurement
size: measure, deep, depth
assemble: assemble, assembly, put together, build, construct, set up, install
clean: clean, wash, care, maintain, wipe, stain, launder, dry
similar: similar, like this, like that, alike, related, same kind, such as
recommend: recommend, recommendation, suggest, suggestion, advise, idea, pick, should i
find: find, search, look for, look, seek, show, after
list: list, all, show, which, history, recent, past, what are
more: more, detail, information, info, tell me, know, about, explain, describe, specification
more: spec
repair: repair, fix, mend, service, troubleshoot
warranty: warranty, guarantee, cover, coverage
subscription: subscription, subscribe, membership, member, plan, renew, renewal
accessibility: accessible, accessibility, disability, deaf, blind, wheelchair, hearing, impair
accessibility: screen reader, large print
bulk: bulk, wholesale, business, company, hundred of, quantity, large order
person: person, human, agent, representative, somebody, someone, manager, supervisor, operator
person: staff, people
wait: wait, queue, line, hold, how long, turn
callback: call back, callback, call me, ring me, phone me, ring back
message: message, note, tell them, pass on, leave word, voicemail
complain: complain, complaint, unhappy, angry, disappoint, terrible, awful, report
seller: seller, vendor, merchant, shop, store, my listing, sell
payout: payout, paid, earnings, money, transfer, revenue, income
basket: cart, basket, bag, trolley
preference: preference, prefer, like, favourite, favorite, taste, interested, setting
policy: policy, rule, allow, may i, can i, how do, how does, how long, limit
receipt: receipt, invoice, bill copy, proof of purchase, tax
instructions: instruction, leave it, front door, porch, neighbour, neighbor, gate, note driver
instructions: doorstep
book: book, novel, read, author, title, story, series, volume, audiobook, ebook
wear: wear, cloth, shirt, dress, shoe, trouser, pant, jacket, outfit, fashion
fabric: fabric, cotton, wool, silk, linen, leather, material
room: room, bedroom, kitchen, bathroom, office, space, wall
email: email, e-mail, mail, send me, text me, sms
goodbye: goodbye, bye, hang up
"""


def _read() -> Iterator[tuple[str, str]]:
    for line in _GROUPS.strip().splitlines():
        concept, phrases = line.split(":", 1)
        for phrase in phrases.split(","):
            yield phrase.strip(), concept


PHRASES: tuple[tuple[str, str], ...] = tuple(_read())
"""(word or phrase, concept), as written; `words` stems them."""
