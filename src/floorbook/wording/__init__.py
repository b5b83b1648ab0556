"""Wording: sentences and phrases, made from measures; figures and tables take theirs from here."""

from floorbook.wording.citation import Citation
from floorbook.wording.claimed import claim_sentences
from floorbook.wording.pairing import pair_sentences
from floorbook.wording.sentences import cell_sentences

__all__ = ["Citation", "cell_sentences", "claim_sentences", "pair_sentences"]
