"""What is worked out once is worked out for one thing, the very one."""

from weakref import ref

from lkj_audit.normalize.once import each, forget, once


def test_the_last_thing_is_remembered_by_identity() -> None:
    made: list[list[int]] = []

    @once
    def length(of: list[int]) -> int:
        made.append(of)
        return len(of)

    a, b = [1, 2], [1, 2]
    assert [length(a), length(a), length(b), length(a)] == [2, 2, 2, 2]
    assert [id(x) for x in made] == [id(a), id(b), id(a)]


def test_what_is_forgotten_is_let_go_of() -> None:
    class Thing:
        pass

    @once
    def made(of: Thing) -> Thing:
        return of

    thing = Thing()
    made(thing)
    gone = ref(thing)
    del thing
    assert gone() is not None
    forget()
    assert gone() is None


def test_each_thing_is_remembered_by_identity() -> None:
    made: list[list[int]] = []

    @each
    def length(of: list[int]) -> int:
        made.append(of)
        return len(of)

    a, b = [1, 2], [1, 2]
    assert [length(a), length(b), length(a), length(b)] == [2, 2, 2, 2]
    assert [id(x) for x in made] == [id(a), id(b)]
