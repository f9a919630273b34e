"""The MBG/NBD model: as the BG/NBD, but one may drop out after the first purchase too.

Batislam, Denizel & Filiztekin (2007), Empirical validation and comparison of models for customer
base analysis, International Journal of Research in Marketing 24 (3), 201–209; the same model as the
CBG/NBD of Hoppe & Wagner (2007), Customer base analysis: the case for a central variant of the
Betageometric/NBD model, Marketing – Journal of Research and Management 3 (2), 75–90. All its
formulas stand in dropout.py with k = 1:

    L = Γ(r+x)/Γ(r) · α^r · B(a, b+x+1)/B(a, b)
        · [ (α+T)^−(r+x) + a/(b+x) · (α+t_x)^−(r+x) ]
"""

from db.value.dropout import DropoutModel, fit_dropout
from db.value.histories import Groups


def fit_mbgnbd(groups: Groups) -> DropoutModel:
    """Return the MBG/NBD model of these histories."""
    return fit_dropout(groups, k=1)
