"""By which headers a roster's columns are recognised, in the five languages and common exports.

A strong name settles what a column is. A weak one counts only where no column has a strong one:
`username` is the employee id only of a roster that has no better.
"""

from __future__ import annotations

from typing import Final

FIELDS: Final[dict[str, str]] = {
    "employee_id": "the employee's number, kept as text with its leading zeros; required",
    "name": "full name; or two columns, `first_name` and `last_name`",
    "first_name": "given name",
    "last_name": "family name",
    "email": "where the personal link is sent",
    "department": "free text; the report counts by it",
    "manager": "free text: a name, a number or an address",
    "location": "free text",
    "hire_date": "first day of work",
    "language": "en, de, fr, it or ro, as a code or a name; default: the course's language",
    "path": "id or title of a path in `course.yml`; default: the first one",
    "active": "yes or no, or words such as *aktiv*, *inactif*, *terminated*; default: yes",
    "inactive": "the opposite, as Moodle's `suspended`",
}

STRONG: Final[dict[str, tuple[str, ...]]] = {
    "employee_id": (
        *("employee id", "employee number", "employee no", "employee #", "employee code"),
        *("emp id", "emp no", "empid", "staff id", "staff number", "staff no", "personnel number"),
        *("personnel no", "personnel id", "payroll number", "payroll id", "worker id"),
        *("person id", "person id external", "person number", "user id", "idnumber", "student id"),
        *("personalnummer", "personal-nr", "personalnr", "pers.-nr", "mitarbeiternummer"),
        *("mitarbeiter-nr", "mitarbeiter-id", "matricule", "numéro employé", "numéro d'employé"),
        *("n° employé", "numéro de salarié", "id employé", "identifiant employé", "numéro salarié"),
        *("matricola", "numero matricola", "codice dipendente", "id dipendente"),
        *("numero dipendente", "marcă", "marca", "număr marcă", "id angajat", "cod angajat"),
        *("număr angajat", "nr. angajat", "număr matricol"),
    ),
    "name": (
        *("name", "full name", "employee name", "display name", "worker name", "staff name"),
        *("employee full name", "vollständiger name", "mitarbeitername", "name, vorname"),
        *("vor- und nachname", "nom complet", "nom et prénom", "prénom et nom", "nom prénom"),
        *("nome completo", "nome e cognome", "cognome e nome", "nominativo", "nume complet"),
        *("nume și prenume", "numele și prenumele", "prenume și nume"),
    ),
    "first_name": (
        *("first name", "given name", "forename", "preferred first name", "legal first name"),
        *("vorname", "rufname", "prénom", "nome", "prenume", "prenumele"),
    ),
    "last_name": (
        *("last name", "surname", "family name", "legal last name", "nachname", "familienname"),
        *("nom", "nom de famille", "cognome", "nume", "numele", "nume de familie"),
    ),
    "email": (
        *("email", "e-mail", "email address", "e-mail address", "mail", "work email"),
        *("business email", "company email", "primary email", "work e-mail", "email id"),
        *("e-mail-adresse", "emailadresse", "mailadresse", "geschäftliche e-mail", "courriel"),
        *("adresse e-mail", "adresse email", "adresse électronique", "mél", "indirizzo email"),
        *("indirizzo e-mail", "posta elettronica", "email aziendale", "adresă de email"),
        *("adresă email", "adresa de e-mail", "poștă electronică"),
    ),
    "department": (
        *("department", "dept", "dept.", "department name", "abteilung", "abteilungsname"),
        *("département", "service", "reparto", "dipartimento", "departament", "departamentul"),
        *("compartiment",),
    ),
    "manager": (
        *("manager", "manager name", "line manager", "supervisor", "supervisor name"),
        *("reports to", "reporting to", "reporting manager", "direct manager", "vorgesetzter"),
        *("vorgesetzte", "vorgesetzte/r", "vorgesetzte:r", "führungskraft", "teamleiter"),
        *("teamleitung", "responsable", "responsable hiérarchique", "supérieur hiérarchique"),
        *("supérieur", "n+1", "responsabile", "responsabile diretto", "superiore"),
        *("superiore diretto", "capo", "șef", "șef direct", "superior", "superior direct"),
        *("manager direct", "responsabil"),
    ),
    "location": (
        *("location", "work location", "office", "office location", "site", "workplace"),
        *("standort", "arbeitsort", "dienstort", "einsatzort", "lieu", "lieu de travail"),
        *("établissement", "localisation", "sede", "sede di lavoro", "luogo di lavoro"),
        *("locație", "locația", "punct de lucru", "sediu", "loc de muncă"),
    ),
    "hire_date": (
        *("hire date", "hired", "date hired", "date of hire", "start date", "joining date"),
        *("date of joining", "entry date", "employment start date", "employed since"),
        *("eintrittsdatum", "eintritt", "einstellungsdatum", "einstellung", "beschäftigt seit"),
        *("date d'embauche", "embauche", "date d'entrée", "date d'arrivée", "data assunzione"),
        *("data di assunzione", "assunzione", "data inizio", "data di ingresso"),
        *("data angajării", "data angajare", "data de angajare", "angajat din"),
    ),
    "language": (
        *("language", "lang", "locale", "default locale", "preferred language"),
        *("language code", "preferred lang", "sprache", "korrespondenzsprache", "langue"),
        *("langue préférée", "lingua", "lingua preferita", "limbă", "limba", "limba preferată"),
    ),
    "path": (
        *("path", "role path", "learning path", "course path", "training path", "lernpfad"),
        *("schulungspfad", "rollenpfad", "parcours", "parcours de formation", "percorso"),
        *("percorso formativo", "parcurs", "parcurs de instruire", "traseu"),
    ),
    "active": (
        *("active", "is active", "employee active", "aktiv", "actif", "active?", "attivo"),
        *("attiva", "activ", "in forza", "angajat activ"),
    ),
    "inactive": ("inactive", "suspended", "inaktiv", "gesperrt", "inactif", "inattivo", "inactiv"),
}

WEAK: Final[dict[str, tuple[str, ...]]] = {
    "employee_id": ("id", "username", "user name", "login", "user", "nr", "no", "number", "uid"),
    "name": ("employee", "worker", "mitarbeiter", "mitarbeiter:in", "employé", "dipendente"),
    "email": ("home email", "personal email", "private e-mail", "secondary email", "upn"),
    "department": (
        *("division", "team", "unit", "org unit", "organizational unit", "organisation unit"),
        *("business unit", "cost center", "cost centre", "bereich", "kostenstelle", "équipe"),
        *("direction", "area", "ufficio", "divisione", "echipă", "echipa", "secție", "direcție"),
    ),
    "manager": (
        *("manager id", "manager email", "supervisor id", "supervisor email", "manager number"),
    ),
    "location": (
        *("city", "branch", "store", "plant", "institution", "ort", "stadt", "niederlassung"),
        *("filiale", "werk", "ville", "agence", "magasin", "città", "stabilimento", "oraș"),
        *("filială", "location name", "business location"),
    ),
    "hire_date": ("original hire date", "most recent hire date", "last hire date"),
    "path": ("role", "rolle", "rôle", "ruolo", "rol", "cohort1", "cohort"),
    "active": (
        *("status", "employee status", "employment status", "worker status", "user status"),
        *("mitarbeiterstatus", "statut", "stato", "stare"),
    ),
    "inactive": ("deleted", "terminated", "leaver", "ausgeschieden"),
}

PLAIN_NAMES: Final = ("name", "nom", "nume")
"""Beside a column of given names these mean the family name."""
