"""Words that mean the same to a caller, so that a sentence nobody wrote down is still understood.

Plain English of service calls, nothing of one company: each line is a concept and the stems or
two-word phrases that carry it. A sentence gets the concept as one more word beside its own, so a
wrong group costs little and a right one lets "ship it back" meet "return this item".
"""

from __future__ import annotations

from collections.abc import Iterator

_GROUPS = """
return: return, send back, sent back, bring back, give back, ship back, take back, mail back
return: hand back
refund: refund, money back, reimburse, pay back, pay me back, repay, credit back, get money
refund: owe me, give money
exchange: exchange, swap, trade, replace, replacement, switch, instead
cancel: cancel, call off, scrap, kill, undo, abort, terminate, quit, stop order
unwanted: not want, not need, no longer, changed mind, not like, regret
mistake: mistake, accident, accidentally, by error, wrong one, did not mean, meant to
buy: buy, purchase, bought, acquire, shop for, checkout
pay: pay, payment, paid, card, credit, paypal, debit
charge: charge, bill, debit, fee, took from, take from, withdraw, deduct, statement
dispute: dispute, contest, overcharge, twice, unfair, challenge, not agree, never agreed, reverse
dispute: not mine
explain: explain, understand, why, what for, reason, recognize, recognise
receipt: receipt, invoice, copy of bill, proof of purchase, total, how much pay, much paid
where: where, whereabouts, locate, location, track, trace, status, progress, happening, stuck
update: update, news, history, scan, moved, so far, last seen, latest
when: when, eta, how long, what time, which day, until when, how soon, yet, expect
arrive: arrive, come, came, get here, show up, showed up, reach, due, turn up, land, be here
arrive: received
parcel: parcel, package, shipment, box, delivery, consignment, carton, post
ship: ship, dispatch, on way, out for, left warehouse, send out, sent out
courier: courier, carrier, driver, postman, mailman, delivery guy
late: late, delay, overdue, still wait, still have not, not arrive, hold up, should have
missing: missing, lost, lose, vanish, gone, never arrive, never came, never come, never receive
missing: never got, never get, never show, not in box, nothing here, not everything, incomplete
broken: break, broke, broken, damage, crack, smash, shatter, dent, crush, bent, torn, scratch
defective: defective, faulty, not work, stop work, will not start, not turn on, dead, crash
defective: freeze, error, problem, trouble, issue, fault, malfunction, not connect, black screen
defective: no sound, stays black, not recognize, not recognized, overheat, noise
stolen: steal, stole, stolen, theft, thief, snatch, rob, took my, pirate
fraud: fraud, scam, phish, suspicious, hack, unauthorized, unauthorised, compromise, fake, shady
lock: lock, freeze, block, secure, suspend, disable, protect
password: password, passcode, login, log in, sign in, locked out
change: change, modify, update, edit, alter, amend, correct, adjust, different, switch, make it
elsewhere: different address, another address, other address, new address, wrong address
elsewhere: new place, somewhere else, elsewhere, different place, moved, relocate, other house
elsewhere: wrong house
address: address, street, house, zip, city
schedule: schedule, reschedule, book, arrange, appointment, slot, set up, plan
later: later, another day, different day, other day, postpone, push back, put off, next week
later: delay, not home, not be home, be away, on holiday, on vacation
leave: leave with, leave at, neighbour, neighbor, doorstep, porch, back door, front door, garage
leave: gate
pickup: pick up, pickup, collect, collection, come get, come and get, fetch, pick it up
hold: hold, store, pickup point, locker, post office, branch, keep
price: price, cost, how much, expensive, rate, charge for
cheap: cheap, discount, deal, sale, bargain, promotion, promo, special, coupon, voucher
cheap: percent off
points: point, loyalty, reward, bonus, mile
gift: gift, present, gift card
balance: balance, how much left, remain
stock: stock, available, availability, in store, left, sell out, sold out, have left
compare: compare, comparison, versus, vs, difference, better, which one, against, faster
compare: stack up, worth
compatible: compatible, compatibility, fit in, work with, go with, run on, support, match
compatible: together, fit my
size: size, big, bigger, large, larger, small, smaller, tight, loose, long, wide, medium, width
size: height, length, dimension, measurement, measure, deep, depth
colour: colour, color, blue, red, green, black, white, grey, gray, yellow, brown, pink
assemble: assemble, assembly, put together, build, construct, install
clean: clean, wash, care, maintain, wipe, stain, launder, dry
similar: similar, like this, like that, alike, related, same kind
recommend: recommend, recommendation, suggest, suggestion, advise, advice, idea, should i get
find: find, search, look for, seek, need good, do you have, have got, got any, show me
list: list, all my, show my, which orders, recent, past, history, what are my, what have i
detail: detail, information, info, tell me about, know about, specification, spec, describe
repair: repair, fix, mend, troubleshoot
warranty: warranty, guarantee, cover, coverage
subscription: subscription, subscribe, membership, plan, renew, renewal
accessibility: accessible, accessibility, disability, deaf, blind, wheelchair, impair
accessibility: screen reader
bulk: bulk, wholesale, business, company, hundred of, quantity, large order
person: person, human, agent, representative, somebody, someone, manager, supervisor, operator
person: staff, people, colleague, team, real, put through, talk to, speak to, speak with
queue: queue, in line, hold the line, place in, position, before me, ahead of me
queue: pick up the phone
callback: call back, callback, call me, ring me, phone me, ring back, phone back
message: message, leave note, tell them, pass on, leave word, voicemail, write down, take note
complain: complain, complaint, unhappy, angry, disappoint, terrible, awful, fed up, upset
seller: seller, vendor, merchant, my shop, my store, my listing
payout: payout, earnings, revenue, income, get paid
basket: cart, basket, bag, trolley
preference: preference, prefer, favourite, favorite, taste, interested, setting
policy: policy, rule, allow, permit, may i, how do you, what is your, do you take, limit
eligible: eligible, can i still, still possible, too late, window, how long have, until when
eligible: able to
instructions: instruction, tell driver, ring bell, ring twice, note driver
read: book, novel, read, author, title, story, series, volume, audiobook, ebook
wear: blouse, jean, coat, sweater
wear: wear, cloth, shirt, dress, shoe, trouser, pant, jacket, outfit, fashion, sneaker
fabric: fabric, cotton, wool, silk, linen, leather, material
device: laptop, tablet, phone, smartphone, monitor, screen, computer, pc, keyboard, mouse, mice
device: printer, router, webcam, camera, headphone, headset, earbud, speaker, tv, television
device: processor, cpu, gpu, graphic card, video card, ssd, hard drive, drive, memory, ram, charger
device: motherboard, power supply, psu, cable, console, gadget, device, microphone, smart watch
device: i5, i7, i9, ryzen, rtx, ddr4, ddr5, intel, amd, nvidia, bluetooth, wifi, usb, hdmi
measure: watt, gigabyte, gig, gb, tb, terabyte, ghz, hertz, inch, clock speed, battery life
measure: resolution, spec, specification, port, slot, socket
furniture: sofa, couch, bed, table, chair, desk, shelf, wardrobe, rug, curtain, lamp, furniture
account: account, profile, username
room: room, bedroom, kitchen, bathroom, space, wall
email: email, e-mail, send me, text me, sms
goodbye: goodbye, bye, hang up
"""


def _read() -> Iterator[tuple[str, str]]:
    for line in _GROUPS.strip().splitlines():
        concept, phrases = line.split(":", 1)
        for phrase in phrases.split(","):
            yield phrase.strip(), concept


PHRASES: tuple[tuple[str, str], ...] = tuple(_read())
"""(word or phrase, concept), as written; `words` stems them."""

THINGS = frozenset({"device", "furniture", "wear", "read", "measure", "fabric", "colour"})
"""Concepts that things are called by; the others are what is asked about things."""
