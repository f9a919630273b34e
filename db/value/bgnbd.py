"""The BG/NBD model: who comes how often, where one may drop out after each repeat purchase.

Fader, Hardie & Lee (2005), "Counting your customers" the easy way: an alternative to the
Pareto/NBD model, Marketing Science 24 (2), 275–284. Its likelihood is their equation 6, the
expectation of a customer's purchases their equation 10; both stand in dropout.py with k = 0:

    L = Γ(r+x)/Γ(r) · α^r · B(a, b+x)/B(a, b)
        · [ (α+T)^−(r+x) + δ(x>0) · a/(b+x−1) · (α+t_x)^−(r+x) ]

It calls everybody who bought once alive for certain, which is why chances are the MBG/NBD's.
"""

from db.value.dropout import DropoutModel, fit_dropout
from db.value.histories import Groups


def fit_bgnbd(groups: Groups) -> DropoutModel:
    """Return the BG/NBD model of these histories."""
    return fit_dropout(groups, k=0)
