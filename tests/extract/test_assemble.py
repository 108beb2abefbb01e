"""Body and metadata as one article: what both sides tell must agree."""

from coranto.extract.assemble import assemble
from coranto.extract.metadata import PageMetadata
from coranto.extract.structure import lay_out_told
from coranto.model import Article, Kind

TEXT = (
    "The harbour of Sandvik stays closed until Wednesday because of high waves, port authorities said.\n"
    "Thirty ships wait off the coast."
)


def assembled(metadata: PageMetadata, text: str = TEXT, url: str = "https://paper.example/harbour") -> Article:
    told, blocks = lay_out_told(text)
    return assemble(metadata, told, blocks, kind=Kind.ARTICLE, url=url)


def test_a_standfirst_that_is_the_edited_opening_is_not_told_twice() -> None:
    """The description for other sites is often the first paragraph with a word more or less."""
    edited = "The harbour of Sandvik stays closed until Wednesday because of very high waves, port authorities said"
    assert assembled(PageMetadata(title="Harbour closed", standfirst=edited)).standfirst == ""


def test_a_standfirst_of_its_own_is_kept() -> None:
    """One that shares some words with the opening says something else."""
    own = "Why thirty ships wait off Sandvik, and what passengers who booked a ferry can do until it opens again"
    assert assembled(PageMetadata(title="Harbour closed", standfirst=own)).standfirst == own


def test_a_label_of_sources_is_no_publisher() -> None:
    """What a page declares as ``来源：新华网`` is whose text it is; the publisher is known by its host."""
    article = assembled(
        PageMetadata(publisher="来源：新华网"), url="http://politics.people.com.cn/n1/2024/0424/c1.html"
    )
    assert (article.publisher, article.agency) == ("People's Daily", "Xinhua")


def test_an_agency_that_is_the_publisher_is_told_once() -> None:
    """An outlet's own text has no agency beside it."""
    assert assembled(PageMetadata(publisher="BBC News"), TEXT + "\n© BBC News 2026").agency == ""


def test_blocks_lie_over_what_is_left() -> None:
    """Cut marks move the blocks behind them; those before stay."""
    article = assembled(PageMetadata(), f"SANDVIK (Reuters) - {TEXT}\n(Editing by Ann Lee)")
    assert [article.text[block.start : block.end] for block in article.blocks] == TEXT.split("\n")
    assert article.agency == "Reuters"
