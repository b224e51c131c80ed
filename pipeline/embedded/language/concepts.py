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
refund: refund, money back, reimburse, pay back, pay me back, repay, credit back, get money, owe me
refund: give money
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
defective: defective, faulty, not work, stop work, will not start, not turn on, dead, crash, freeze
defective: error, problem, trouble, issue, fault, malfunction, not connect, black screen, no sound
defective: stays black, not recognize, not recognized, overheat, noise, will not charge, not charge
defective: not pair, pair, flicker, glitch, lag, slow, restart, reboot, keep crash, blue screen
defective: will not boot, boot, drop out, disconnect, static, unresponsive, beep, buzz, blank
defective: stuck on, hang, buggy, signal, on the blink, play up, acting up
stolen: steal, stole, stolen, theft, thief, snatch, rob, took my, pirate
fraud: fraud, scam, phish, suspicious, hack, unauthorized, unauthorised, compromise, fake, shady
fraud: strange, weird, odd, unfamiliar, was not me, not me, never ordered, someone else
fraud: somebody else, identity, impersonate, fake website, fake email, spoof, dodgy, con, conned
fraud: swindle, trick
lock: lock, freeze, block, secure, suspend, disable, protect, lock down, shut down, put a hold
lock: hold on my account
password: password, passcode, login, log in, sign in, locked out, reset link, reset my, forgot
password: forgotten, credentials, sign-in, cannot get in, get back in
change: change, modify, update, edit, alter, amend, correct, adjust, different, switch, make it
elsewhere: different address, another address, other address, new address, wrong address, new place
elsewhere: somewhere else, elsewhere, different place, moved, relocate, other house, wrong house
address: address, street, house, zip, city
schedule: schedule, reschedule, book, arrange, appointment, slot, set up, plan
later: later, another day, different day, other day, postpone, push back, put off, next week, delay
later: not home, not be home, be away, on holiday, on vacation
leave: leave with, leave at, neighbour, neighbor, doorstep, porch, back door, front door, garage
leave: gate
pickup: pick up, pickup, collect, collection, come get, come and get, fetch, pick it up
hold: hold, store, pickup point, locker, post office, branch, keep
price: price, cost, how much, expensive, rate, charge for
cheap: cheap, discount, deal, sale, bargain, promotion, promo, special, coupon, voucher
cheap: percent off
points: point, loyalty, reward, bonus, mile, tier, gold, silver, platinum, premium member
points: status level, vip
gift: gift, present, gift card
balance: balance, how much left, remain
stock: stock, available, availability, in store, left, sell out, sold out, have left
compare: compare, comparison, versus, vs, difference, better, which one, against, faster, stack up
compare: worth
compatible: compatible, compatibility, fit in, work with, go with, run on, support, match, together
compatible: fit my
size: size, big, bigger, large, larger, small, smaller, tight, loose, long, wide, medium, width
size: height, length, dimension, measurement, measure, deep, depth
colour: colour, color, blue, red, green, black, white, grey, gray, yellow, brown, pink
assemble: assemble, assembly, put together, build, construct, install
clean: clean, wash, care, maintain, wipe, stain, launder, dry
similar: similar, like this, like that, alike, related, same kind
recommend: recommend, recommendation, suggest, suggestion, advise, advice, idea, should i get
recommend: what should i, any ideas, inspire, inspiration, pick for me, something for me, based on
recommend: you think i, would like, might like, surprise me
find: find, search, look for, seek, need good, do you have, have got, got any, show me
list: list, all my, show my, which orders, recent, past, history, what are my, what have i
detail: detail, information, info, tell me about, know about, specification, spec, describe
repair: repair, fix, mend, troubleshoot
warranty: warranty, guarantee, cover, coverage, warrantied, under warranty, still covered
warranty: protection plan, expire
subscription: subscription, subscribe, membership, plan, renew, renewal, subscribe and save
subscription: auto delivery, autoship, every month, monthly, recurring, pause, skip, repeat order
subscription: regular delivery, unsubscribe, renews, auto renew
accessibility: accessible, accessibility, disability, deaf, blind, wheelchair, impair
accessibility: screen reader, hard of hearing, hearing aid, hearing, slow down, speak slowly
accessibility: louder, large print, braille, low vision, stutter, dyslexia, elderly, repeat things
accessibility: more time
bulk: bulk, wholesale, business, company, hundred of, quantity, large order, quote, quotation
bulk: units, pallet, purchase order, procurement, corporate, for our office, for my company, school
bulk: per unit, volume discount, large quantity, dozens, hundreds, thousand
person: person, human, agent, representative, somebody, someone, manager, supervisor, operator
person: staff, people, colleague, team, real, put through, talk to, speak to, speak with
queue: queue, in line, hold the line, place in, position, before me, ahead of me, pick up the phone
queue: how long is the wait, waiting time, wait time, still holding, been holding, in the queue
callback: call back, callback, call me, ring me, phone me, ring back, phone back
message: message, leave note, tell them, pass on, leave word, voicemail, write down, take note
complain: complain, complaint, unhappy, angry, disappoint, terrible, awful, fed up, upset
seller: seller, vendor, merchant, my shop, my store, my listing, selling, sell on, storefront
seller: shopfront, inventory, listing, list price, item i sell, my product, marketplace fee
seller: commission, i sell, we sell, my sale, sold
payout: payout, earnings, revenue, income, get paid, pay out, settlement, disbursement
payout: transfer to my bank, bank account, proceeds, paid out, get my money for, my earning
basket: cart, basket, bag, trolley
preference: preference, prefer, favourite, favorite, taste, interested, setting, allergic, vegan
preference: my size is, remember that, stop showing, do not show, hate, love, dislike, interests
preference: brands i like, wish list, wishlist
policy: policy, rule, allow, permit, may i, how do you, what is your, do you take, limit
eligible: eligible, can i still, still possible, too late, window, how long have, until when
eligible: able to, qualify, entitled, am i in, applicable, apply to me, can i get, count for
instructions: instruction, tell driver, ring bell, ring twice, note driver
read: book, novel, read, author, title, story, series, volume, audiobook, ebook, paperback
read: hardcover, hardback, kindle, chapter, page, writer, poet, poem, poetry, biography, memoir
read: autobiography, thriller, mystery, crime, romance, fantasy, sci-fi, science fiction, horror
read: fiction, non-fiction, nonfiction, cookbook, comic, manga, graphic novel, textbook, dictionary
read: bestseller, trilogy, saga, sequel, prequel, isbn, edition, publisher, whodunit, classics
read: audio book, e-book, literature, detective, film, movie, dvd, blu-ray, bluray, vinyl, album
read: boxset, box set
wear: blouse, jean, coat, sweater, wear, cloth, shirt, dress, shoe, trouser, pant, jacket, outfit
wear: fashion, sneaker, skirt, blazer, suit, tuxedo, gown, hoodie, sweatshirt, jumper, cardigan
wear: polo, tee, t-shirt, tshirt, short, legging, tights, sock, underwear, bra, pajama, pyjama
wear: robe, swimsuit, bikini, trunk, boot, sandal, heel, trainer, loafer, slipper, flip flop
wear: footwear, scarf, glove, hat, cap, beanie, belt, tie, bow tie, raincoat, parka, trench, vest
wear: chino, corduroy, overall, jumpsuit, sari, kurta, handbag, purse, wallet, sunglass
wear: watch strap, jewellery, jewelry, necklace, earring, ring, bracelet, top, tunic, turtleneck
wear: anorak, windbreaker, denim, gym clothes, sportswear, uniform
fabric: fabric, cotton, wool, silk, linen, leather, material, suede, cashmere, velvet, satin
fabric: polyester, nylon, fleece, tweed, viscose, spandex, lace, fur, merino, acrylic, lycra
fabric: chiffon, knit
device: laptop, tablet, phone, smartphone, monitor, screen, computer, pc, keyboard, mouse, mice
device: printer, router, webcam, camera, headphone, headset, earbud, speaker, tv, television
device: processor, cpu, gpu, graphic card, video card, ssd, hard drive, drive, memory, ram, charger
device: motherboard, power supply, psu, cable, console, gadget, device, microphone, smart watch, i5
device: i7, i9, ryzen, rtx, ddr4, ddr5, intel, amd, nvidia, bluetooth, wifi, usb, hdmi, macbook
device: chromebook, ipad, iphone, android, kindle fire, smartwatch, earphone, airpod, headphones
device: soundbar, subwoofer, amplifier, turntable, projector, camcorder, lens, drone, dock, adapter
device: hub, modem, switch port, nas, thumb drive, memory card, sd card, power bank, plug
device: playstation, xbox, nintendo, controller, joystick, joypad, vr, gamepad, graphics, geforce
device: radeon, vga, displayport, thunderbolt, type c, usb-c, lightning, fitness tracker, e-reader
device: electronics, radio, stereo, walkman, thermostat, doorbell, smart home, bulb, alarm, dashcam
device: sat nav, gps
measure: watt, gigabyte, gig, gb, tb, terabyte, ghz, hertz, inch, clock speed, battery life
measure: resolution, spec, specification, port, slot, socket
furniture: sofa, couch, bed, table, chair, desk, shelf, wardrobe, rug, curtain, lamp, furniture
furniture: armchair, recliner, ottoman, footstool, stool, bench, bunk, cot, crib, mattress
furniture: headboard, bookcase, bookshelf, cabinet, cupboard, dresser, drawer, sideboard
furniture: nightstand, dining set, coffee table, side table, tv stand, settee, loveseat, sectional
furniture: futon, vanity, hutch, bed frame, chest of drawers, barstool, rack, coat stand, shoe rack
furniture: closet
account: account, profile, username
room: room, bedroom, kitchen, bathroom, space, wall
email: email, e-mail, send me, text me, sms
goodbye: goodbye, bye, hang up
decor: rug, carpet, curtain, drape, blind, cushion, pillow, throw, mirror, vase, frame, candle
decor: painting, picture, poster, clock, plant pot, lamp, lampshade, chandelier, light fixture
decor: wallpaper
bedding: duvet, comforter, quilt, sheet, blanket, bedspread, towel, bath mat, tablecloth
bedding: pillowcase
appliance: fridge, refrigerator, freezer, oven, stove, cooker, hob, microwave, dishwasher, washer
appliance: dryer, washing machine, kettle, toaster, blender, mixer, coffee maker, coffee machine
appliance: espresso, vacuum, hoover, iron, fan, heater, air conditioner, air fryer, airfryer
appliance: juicer, humidifier, sewing machine, dehumidifier, purifier, rice cooker, slow cooker
kitchenware: pan, pot, skillet, saucepan, knife, cutlery, plate, mug, glass, dish, wok, baking
garden: garden, patio, lawn, mower, hose, grill, barbecue, bbq, planter, shed, hammock, parasol
garden: plant, deck chair, fire pit, hedge, outdoor, balcony, yard
beauty: lipstick, makeup, mascara, foundation, concealer, eyeliner, perfume, cologne, moisturizer
beauty: moisturiser, lotion, serum, shampoo, conditioner, sunscreen, skin, nail polish, blush
beauty: cosmetic
launder: tumble dry, dry clean, bleach, hand wash, machine wash, washable, shrink, shrank, fade
launder: faded, detergent, laundry, rinse, iron it, steam, crease, wrinkle
occasion: wedding, interview, party, prom, date night, holiday, office, work, funeral, graduation
occasion: beach, christening, gala, formal, casual, smart, dressy, dress code, birthday, christmas
occasion: anniversary
style: goes with, go with, match with, look good, outfit, style, stylish, trendy, fashionable
style: pair with, wear with, wear to, flatter, suit me
series: series, sequence, reading order, which first, read first, next in, comes after
series: after that one, part two, second book, first book, volume, start with, latest in
order_now: checkout, check out, place order, complete order, go ahead and order, buy now, finalize
order_now: finalise, proceed, ring it up, ring me up, pay for it, take my money
buyer: buyer, purchaser, my customer, client, who bought
seller_ship: mark as shipped, mark it, shipped it, posted it, dispatched it, upload tracking
seller_ship: tracking for
promo: code, promo code, discount code, voucher code, offer code, redeem, apply, black friday
promo: clearance, on offer, on sale, special offer, flash sale, deals, sales
discount: percent, how much off, save, savings, take off, knocked off, after discount, final price
verify: verify, confirm, legit, legitimate, genuine, really me, was that me, was it me
verify: check a payment
appointment: appointment, slot, installer, installation, technician, specialist, expert, visit
appointment: engineer, fitter, set up at home, come out, consultation, book a time
gift_card: gift card, giftcard, gift voucher, gift certificate, store credit
invoice: invoice, vat, tax, receipt, copy of, for my accountant, expense, expenses
"""


def _read() -> Iterator[tuple[str, str]]:
    for line in _GROUPS.strip().splitlines():
        concept, phrases = line.split(":", 1)
        for phrase in phrases.split(","):
            yield phrase.strip(), concept


PHRASES: tuple[tuple[str, str], ...] = tuple(_read())
"""(word or phrase, concept), as written; `words` stems them."""

THINGS = frozenset(
    {
        *("device", "furniture", "decor", "bedding", "appliance", "kitchenware", "garden"),
        *("wear", "beauty", "read", "measure", "fabric", "colour"),
    }
)
"""Concepts that things are called by; the others are what is asked about things."""
