"""Common words of a conversation in a shop: what is neither a name nor a place."""

from typing import Final

from spoken.words import words

ORDINARY: Final = frozenset(
    words("""
    it's that's here's there's i'm
    broken damaged missing hungry tired busy done ill sick
    a about account actually address again agent already alright an and angry anonymous any are
    ask at available back bad be because been between bot box but buy by bye calling can cancel
    card change check color confused could customer day delivery did do does doing don't done
    dont eh eight email exchange fine first five for forget four from frustrated get give go good
    goodbye great guess had has have he hello help her here hey hi him his hmm how huh human i
    i'd i'll i've idk if in info interested into is isn't it item just kidding know last later
    like listen look looking lost machine maybe me mind mine money more my name need never new
    nine no nobody none nope nor not nothing number of off oh ok okay on once one only operator
    or order orders other our out over package pardon parcel pay person phone pick pickup problem
    product question ready real really refund repeat return ridiculous right robot same say
    second secret see service seven she shipping should six some somebody someone sorry status
    still stop stuck stupid sure talk tell ten than thank thanks that that's the their them then
    there they thing think this those three time to today tomorrow track trying two uh um under
    unknown unhappy upset urgent us very wait want was we were what what's whatever when where
    which who why with wrong yeah yep yes yesterday you your yours zero everything late
    """)
)
