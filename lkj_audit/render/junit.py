"""``--format junit``: a test suite a report, a test case a rule.

A rule with errors has failed; one that was not evaluated is skipped, with the reason; warnings and notes are printed
with the case and fail nothing, and so are findings that do not count by a decision. A file that could not be read is
an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lkj_audit.checks import messages, registry
from lkj_audit.model import AuditResult, Finding
from lkj_audit.phrases import phrase
from lkj_audit.render.formats import Run
from lkj_audit.render.text import decided, one_line, problem_sentence


def check_junit(run: Run) -> str:
    """The audit of ``run`` as JUnit XML."""
    root = Element("testsuites", name="lkj-audit", time=f"{run.seconds:.2f}")
    for result in run.results:
        _suite(root, result, run.lang)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, r: AuditResult, lang: str) -> None:
    suite = SubElement(root, "testsuite", name=one_line(r.path), time=f"{r.seconds:.2f}")
    if r.status == "failed":
        case = SubElement(suite, "testcase", classname="lkj-audit", name="read")
        for problem in r.problems:
            SubElement(case, "error", type=problem.code, message=problem_sentence(problem, r.path, lang))
    reasons = {n.rule: one_line(messages.reason(n, lang)) for n in r.not_evaluated}
    for count in r.rules:
        mine = [f for f in r.findings if f.rule == count.rule]
        case = SubElement(suite, "testcase", classname=f"lkj-audit.{count.rule[:3]}",
                          name=f"{count.rule} {registry.rules()[count.rule].slug}")
        failing = [f for f in mine if f.severity == "error"]
        if failing:
            title = messages.entry(count.rule, lang).title
            SubElement(case, "failure", type=count.rule, message=one_line(title)).text = _said(failing, lang)
        elif not mine and count.rule in reasons:
            SubElement(case, "skipped", message=reasons[count.rule])
        others = [f for f in (*mine, *r.waived) if f.rule == count.rule and f not in failing]
        if others:
            SubElement(case, "system-out").text = _said(others, lang)
    for kind, name in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(kind, str(sum(1 for _ in suite.iter(name))))


def _said(findings: Iterable[Finding], lang: str) -> str:
    return "\n".join(f"{phrase('page', lang, number=f.evidence[0].place.page)}: "
                     f"{one_line(messages.sentence(f, lang)[1])} [{f.fingerprint}]"
                     + (f" ({decided(f.decision, lang)})" if f.decision else "") for f in findings)
