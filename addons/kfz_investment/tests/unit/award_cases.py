"""Generated schemes and amounts for the tests of the award arithmetic."""

from domain import award
from hypothesis import strategies as st

money = st.integers(0, 10**14)


@st.composite
def schemes(draw):
    starts = sorted(draw(st.sets(money, min_size=1, max_size=5)))
    cap = draw(st.sampled_from((0, 1)) | money)
    return award.Scheme(
        tuple(
            award.Tier(start, draw(st.integers(0, 10**6)), draw(st.just(0) | st.integers(0, 10**9)))
            for start in starts
        ),
        draw(st.sampled_from(award.TIER_MODES)),
        cap,
        draw(st.just(0) | money),
        min(draw(st.just(0) | money), cap or 10**14),
        draw(st.sampled_from(tuple(award.ROUNDING_UNITS))),
        draw(st.sampled_from(award.ROUNDING_MODES)),
    )
