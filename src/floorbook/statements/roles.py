"""What a column can be, and how people call it: headers in four languages become roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from floorbook.statements.grid import folded

KEPT = "keep"
LEFT_OUT = "leave out"

ROLES: Mapping[str, tuple[str, str]] = {
    # role: (what it is, headers that mean it, the surest first)
    "participant": (
        "who is counted and compared",
        "participant; delegation; country; state; member state; actor; organization; organisation;"
        " party; who; stakeholder; speaker organisation; speaker organization; speaker org;"
        " organisation name; organization name; org; actor name; delegation name; agent; entity;"
        " country name; name of country; country code;"
        " iso; iso3; iso code; iso3 code; iso alpha 3; ccode; country or organisation; intervenant;"
        " délégation; pays; état; acteur; organisation; délégué; intervenante; qui; nom du pays;"
        " participante; delegación; país; estado; actor; organización; orador; quién;"
        " teilnehmer; teilnehmerin; land; staat; akteur; organisation; wer; vertretung",
    ),
    "speaker": (
        "the person who speaks",
        "speaker; speaker name; name of speaker; person; representative; delegate; orateur;"
        " oratrice; représentant; locuteur; personne; oradora; orador; representante; hablante;"
        " portavoz; redner; rednerin; sprecher; sprecherin; person; name",
    ),
    "participant kind": (
        "what sort of participant it is",
        "participant kind; kind of participant; participant type; type of participant; actor type;"
        " type of actor; kind; category of participant; organization type; organisation type;"
        " type d acteur; type de participant; tipo de actor; tipo de participante; teilnehmerart;"
        " akteurstyp; art des teilnehmers; type; tipo; typ; art",
    ),
    "statement": (
        "what was said",
        "statement; quote; quotation; text; gist; point; what was said; said; excerpt; passage;"
        " remark; remarks; comment; sentence; paragraph; speech; content; summary; statement text;"
        " verbatim; intervention; paraphrase; déclaration; citation; texte; propos; extrait;"
        " énoncé; phrase; résumé; declaración; cita; texto; extracto; resumen; enunciado; frase;"
        " intervención; aussage; zitat; wortlaut; äußerung; aeusserung; auszug; erklärung; inhalt",
    ),
    "quoted": (
        "yes where the statement is in the words of the source, no where it is in your own",
        "quoted; is quoted; is quotation; cité; citado; zitiert",
    ),
    "statement id": (
        "which rows are one statement",
        "statement id; point id; quote id; statement number; statement no; unit; unit id; segment;"
        " id; segment id; no de la déclaration; id de la declaración; aussage id; aussage nr",
    ),
    "issue": (
        "what it is about",
        "issue; issues; topic; topics; theme; themes; subject; concept; code; codes; category;"
        " frame; claim; agenda item; item; policy; issue label; enjeu; question traitée; thème;"
        " thèmes; sujet; sujets; catégorie; point de l ordre du jour; tema; temas; asunto; asuntos;"
        " cuestión; categoría; concepto; punto del orden del día; thema; themen; gegenstand;"
        " kategorie; frage; sachfrage",
    ),
    "dimension": (
        "the group of issues",
        "dimension; issue group; group of issues; cluster; domain; area; theme group; topic group;"
        " chapter; pillar; volet; domaine; axe; groupe de thèmes; dimensión; ámbito; eje; área;"
        " bereich; themenfeld; themenbereich; säule",
    ),
    "position": (
        "for or against",
        "position; stance; vote; agree; agreement; support; attitude; view; opinion;"
        " direction; polarity; qualifier; pro con; for against; in favour; in favor; avis; accord;"
        " d accord; soutien; prise de position; posición; postura; voto; acuerdo; de acuerdo;"
        " apoyo; haltung; stellungnahme; zustimmung; standpunkt; einstellung; stimme",
    ),
    "meeting": (
        "the meeting",
        "meeting; meeting title; event; conference; debate; sitting; réunion; conférence; débat;"
        " séance; événement; reunión; conferencia; debate; evento; sitzung; treffen; konferenz;"
        " debatte; veranstaltung; tagung",
    ),
    "session": (
        "the session, where there is no meeting",
        "session; round; session number; assembly; session no; period; tour; sesión; período;"
        " ronda; sitzungsperiode; runde; zeitraum",
    ),
    "year": ("the year, where there is no meeting", "year; année; an; año; jahr"),
    "date": (
        "the day",
        "date; day; meeting date; date of meeting; date of statement; jour; fecha; día; datum; tag",
    ),
    "turn": (
        "which statements belong to one turn at speaking, and their order",
        "turn; order; turn number; speaking order; sequence; no; nr; number; intervention number;"
        " intervention id; speech id; speech number; ordre; tour de parole; numéro; rang; turno;"
        " orden; número; reihenfolge; wortmeldung; nummer; lfd nr",
    ),
    "turn kind": (
        "opening, presentation, floor, reply or closing",
        "turn kind; kind of turn; type of turn; turn type; type of intervention;"
        " type d intervention; tipo de intervención; art der wortmeldung",
    ),
    "on behalf of": (
        "for whom else it was said",
        "on behalf of; behalf; for group; group; au nom de; en nombre de; im namen von; für",
    ),
    "doubt": (
        "yes where the coding could be another",
        "unsure; doubt; doubtful; uncertain; not sure; doubts; doute; incertain; pas sûr; dudoso;"
        " incierto; duda; unsicher; zweifel; fraglich",
    ),
    "note": (
        "why it was coded so",
        "note; notes; reason; coding note; why; coder note; comments; remarque; raison;"
        " commentaire; commentaires; nota; notas; razón; comentario; motivo; observaciones; notiz;"
        " bemerkung; bemerkungen; anmerkung; grund; begründung; kommentar",
    ),
    "question": (
        "yes, or the words, where something is asked",
        "question; questions; asks; question asked; pregunta; preguntas; frage gestellt; pose une"
        " question",
    ),
    "request": (
        "yes, or the words, where something is requested",
        "request; requests; ask; demande; demandes; requête; petición; solicitud; bitte; forderung",
    ),
    "call": (
        "yes, or the words, where others are called upon",
        "call; call for action; calls; appel; llamamiento; aufruf; appell",
    ),
    "undertaking": (
        "yes, or the words, where something is promised",
        "undertaking; commitment; commitments; pledge; promise; engagement; compromiso; promesa;"
        " zusage; verpflichtung",
    ),
    "voice": (
        "own, or reported where the words are those of others",
        "voice; own or reported; voix; voz; stimme des sprechers",
    ),
    "coder": (
        "who coded the row",
        "coder; coder id; coded by; annotator; rater; coder name; codeur; codeuse; codé par;"
        " codificador; codificadora; codificado por; kodierer; kodiererin; codierer; codiererin",
    ),
    "compared": (
        "no where the issue's group is left out of agreement",
        "compared; comparé; comparado; verglichen",
    ),
}

NAMES: Mapping[str, str] = {
    folded(name): role
    for role, (_, names) in reversed([*ROLES.items()])
    for name in names.split(";")
}
SIGNS = {"+/-", "+/−", "±", "+ / -"}


def role_of(header: str) -> str:
    """Return the role that a header names, whatever its case and accents; "" if it names none.

    Examples
    --------
    >>> role_of("COUNTRY"), role_of("Délégation"), role_of("Prise de position (±)"), role_of("GDP")
    ('participant', 'participant', 'position', '')
    """
    words = folded(header)
    if words in NAMES or header.strip() in SIGNS:
        return NAMES.get(words, "position")
    # A header may say more than its name: behind a bracket, a colon or a stroke.
    for mark in "([:/|\n":
        head = folded(header.partition(mark)[0])
        if head != words and head in NAMES:
            return NAMES[head]
    return NAMES.get(words.removesuffix("s"), "")


def roles(headers: Sequence[str], asked: Mapping[str, str] | None = None) -> list[str]:
    """Give each column its role: what was asked for, or what its header names; else `keep`.

    No role is given twice: the surest header has it. Where nobody is named but a speaker, the
    speaker is the participant.

    Examples
    --------
    >>> roles(["Speaker", "Theme", "Delegation", "Country", "GDP"])
    ['speaker', 'issue', 'participant', 'keep', 'keep']
    """
    exact = dict(asked or {})
    alike = {folded(name): role for name, role in exact.items() if name not in headers}
    given = [exact.get(header, alike.get(folded(header), "")) for header in headers]
    taken = {role for role in given if role}
    found = [role or role_of(header) for role, header in zip(given, headers, strict=True)]
    for role in dict.fromkeys(found):
        rivals = [at for at, one in enumerate(found) if one == role and role in ROLES]
        best = min(rivals, key=lambda at: (not given[at], _rank(role, headers[at]), at), default=-1)
        for at in rivals:
            if at != best:
                found[at] = KEPT
    found = [role or KEPT for role in found]
    if (
        "participant" not in {*found, *taken}
        and "speaker" in found
        and not given[found.index("speaker")]
    ):
        found[found.index("speaker")] = "participant"
    return found


def _rank(role: str, header: str) -> int:
    """Say how sure a header is among those of its role; 0 is the surest."""
    names = [folded(name) for name in ROLES[role][1].split(";")]
    words = folded(header)
    return names.index(words) if words in names else len(names)


def understood(headers: Sequence[str], asked: Mapping[str, str] | None = None) -> int:
    """Say how many columns of a row of headers are understood; 0 if those needed are not there."""
    found = {role for role in roles(headers, asked) if role in ROLES}
    if "participant" in found and found & {"statement", "issue"}:
        return 100 + len(found)
    return len(found)
