"""The ladder of ranks (職位): line ranks decide, staff ranks of the same level advise."""

from zencho.entry.city.shapes import Rank

RANKS = (
    Rank("mayor", "市長", "Mayor", 0, is_line=True),
    Rank("vice-mayor", "副市長", "Vice Mayor", 1, is_line=True),
    Rank("bureau-chief", "局長", "Director-General", 2, is_line=True),
    Rank("ward-mayor", "区長", "Ward Mayor", 2, is_line=True),
    Rank("counsellor", "理事", "Counsellor", 2, is_line=False),
    Rank("department-chief", "部長", "Department Director", 3, is_line=True),
    Rank("deputy-ward-mayor", "副区長", "Deputy Ward Mayor", 3, is_line=True),
    Rank("department-adviser", "参事", "Senior Adviser", 3, is_line=False),
    Rank("section-head", "課長", "Section Head", 4, is_line=True),
    Rank("section-adviser", "主幹", "Adviser", 4, is_line=False),
    Rank("team-chief", "係長", "Team Chief", 5, is_line=True),
    Rank("senior-specialist", "主査", "Senior Specialist", 5, is_line=False),
    Rank("senior-clerk", "主任", "Senior Clerk", 6, is_line=False),
    Rank("clerk", "係員", "Clerk", 7, is_line=False),
    Rank("fixed-term", "会計年度任用職員", "Fixed-term Employee", 8, is_line=False),
)
BY_KEY = {rank.key: rank for rank in RANKS}
