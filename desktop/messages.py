"""Says each refusal in one sentence that tells what to do."""

from functools import singledispatch

from db.errors import ShopError
from desktop.i18n import tr


@singledispatch
def explain(error: ShopError) -> str:
    """Return the sentence for a refusal."""
    return tr("This cannot be done ({code}).").format(code=error.code)
