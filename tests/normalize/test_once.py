"""What is worked out once is worked out for one thing, the very one."""

from lkj_audit.normalize.once import once


def test_the_last_thing_is_remembered_by_identity() -> None:
    made: list[list[int]] = []

    @once
    def length(of: list[int]) -> int:
        made.append(of)
        return len(of)

    a, b = [1, 2], [1, 2]
    assert [length(a), length(a), length(b), length(a)] == [2, 2, 2, 2]
    assert [id(x) for x in made] == [id(a), id(b), id(a)]
