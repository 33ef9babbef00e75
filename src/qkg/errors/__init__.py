"""What can go wrong, as a tree. No class here knows about HTTP or exit codes.

``web/problems.py`` gives each class a status and ``cli/main.py`` an exit code.

    QkgError
    ├── InputError              what the user gave cannot be used
    │   ├── SyntaxProblem       a text breaks its grammar, at a line and column
    │   │   └── UnknownPrefix   … because a prefix was never declared
    │   ├── BadParameter        a value for a parameter, or its name
    │   ├── UnsupportedQuery    correct grammar, but the engine cannot do it
    │   ├── TooDeep             brackets nested beyond what can be evaluated
    │   ├── ServiceRefused      a query that wants to reach another host
    │   ├── UnknownFormat       no such format, or not for this kind of result
    │   ├── NoSuchFile          a file that is not there or cannot be read
    │   ├── CheckFailed         a draft that the check finds unsound
    │   ├── NotThisText         a source text that is no text version of the graph
    │   ├── NotAText            a file that holds no article's text
    │   ├── NotADraft           a document that holds no draft for review
    │   ├── NoSuchDraft         no draft of that name is under review
    │   ├── DraftThere          a draft of that name is under review already
    │   ├── Overtaken           a change to a state that is no longer the newest
    │   ├── NoSuchQuestion      no packaged question of that name
    │   ├── NoSuchGraph         no graph of that name
    │   ├── NoSuchPage          nothing at that address; may carry what was meant
    │   │   └── Withdrawn       … any more: it was there and was taken back
    │   ├── NoSuchGeneration    a past state that is not kept, or never was
    │   ├── LoadRefused         an update that wants to read from another host
    │   ├── LoadFailed          a document on another host that cannot be had
    │   ├── ReadOnly            a store that takes no writes
    │   ├── LiteralAltered      a literal that the remote engine would alter
    │   ├── DuplicateTriple     a triple that stands in two published graphs
    │   ├── Refused             a commit that the shapes refuse; carries the report
    │   ├── KeyReused           a key that was used for another write
    │   ├── StillNeeded         a graph that cannot go: another speaks of its facts
    │   ├── NoArticleGraph      a data file that does not say which graph it is
    │   ├── BackupDamaged       a backup that is not whole, or not what it says it is
    │   └── OutputProblem       a file that cannot be written
    ├── StoreError              the folder on disk
    │   ├── StoreTooNew         written by a newer version of this program
    │   ├── StoreTooOld         written by a version whose layout is no longer read
    │   ├── StoreDamaged        its content does not open
    │   ├── NotAStore           a file, or a folder of something else
    │   ├── StoreUnwritable     the folder cannot be made
    │   ├── StoreLocked         another program writes to it
    │   └── StoreFull           there is no room left on the disk
    ├── Stopped                 an evaluation that was ended before its end
    │   ├── QueryTimeout        … by its deadline
    │   ├── OutOfMemory         … by its limit of memory
    │   ├── Cancelled           … by an operator
    │   ├── ReaderLost          … because its process died
    │   ├── WriterLost          a write that was ended: nothing of it was kept
    │   └── StreamBroken        … after part of the answer had been handed out
    ├── Overloaded              too many queries wait already
    ├── TooMuch                 more asked for at once than is answered
    ├── ShelfFull               a shared query that cannot be kept
    ├── IndexNotReady           the words are not indexed yet
    ├── ServerProblem           another server, asked by a command, refuses or does not answer
    ├── EngineError             the remote engine that holds the store
    │   ├── EngineUnavailable   does not answer; says when to try again
    │   ├── EngineRefused       refuses us, or is not what its profile says
    │   ├── AnswerIncomplete    gave an answer that is not whole
    │   └── WriteInDoubt        was lost while it committed
    ├── RunStopped              a run on many processes or a cluster that cannot go on
    ├── MissingExtra            an optional library that was not installed
    ├── AssetsMissing           the packaged ontology, data or questions are not there
    ├── RulesDiverge            the inference rules never come to an end
    └── PortProblem             the address cannot be listened on
        └── PortInUse           another program has it
"""

from qkg.errors.asking import (
    BadParameter,
    IndexNotReady,
    NoSuchGeneration,
    NoSuchGraph,
    NoSuchPage,
    NoSuchQuestion,
    Overloaded,
    ServiceRefused,
    ShelfFull,
    SyntaxProblem,
    TooDeep,
    TooMuch,
    UnknownFormat,
    UnknownPrefix,
    UnsupportedQuery,
    Withdrawn,
)
from qkg.errors.engine import AnswerIncomplete, EngineError, EngineRefused, EngineUnavailable, WriteInDoubt
from qkg.errors.files import (
    BackupDamaged,
    CheckFailed,
    DraftThere,
    NoSuchDraft,
    NoSuchFile,
    NotADraft,
    NotAText,
    NotThisText,
    OutputProblem,
    Overtaken,
)
from qkg.errors.program import (
    AssetsMissing,
    MissingExtra,
    PortInUse,
    PortProblem,
    RulesDiverge,
    RunStopped,
    ServerProblem,
)
from qkg.errors.root import InputError, Place, QkgError
from qkg.errors.stopping import (
    Cancelled,
    OutOfMemory,
    QueryTimeout,
    ReaderLost,
    Stopped,
    StreamBroken,
    WriterLost,
)
from qkg.errors.storing import (
    NotAStore,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreTooNew,
    StoreTooOld,
    StoreUnwritable,
)
from qkg.errors.writing import (
    DuplicateTriple,
    KeyReused,
    LiteralAltered,
    LoadFailed,
    LoadRefused,
    NoArticleGraph,
    ReadOnly,
    Refused,
    StillNeeded,
)

__all__ = [
    "AnswerIncomplete",
    "AssetsMissing",
    "BackupDamaged",
    "BadParameter",
    "Cancelled",
    "CheckFailed",
    "DraftThere",
    "DuplicateTriple",
    "EngineError",
    "EngineRefused",
    "EngineUnavailable",
    "IndexNotReady",
    "InputError",
    "KeyReused",
    "LiteralAltered",
    "LoadFailed",
    "LoadRefused",
    "MissingExtra",
    "NoArticleGraph",
    "NoSuchDraft",
    "NoSuchFile",
    "NoSuchGeneration",
    "NoSuchGraph",
    "NoSuchPage",
    "NoSuchQuestion",
    "NotADraft",
    "NotAStore",
    "NotAText",
    "NotThisText",
    "OutOfMemory",
    "OutputProblem",
    "Overloaded",
    "Overtaken",
    "Place",
    "PortInUse",
    "PortProblem",
    "QkgError",
    "QueryTimeout",
    "ReadOnly",
    "ReaderLost",
    "Refused",
    "RulesDiverge",
    "RunStopped",
    "ServerProblem",
    "ServiceRefused",
    "ShelfFull",
    "StillNeeded",
    "Stopped",
    "StoreDamaged",
    "StoreError",
    "StoreFull",
    "StoreLocked",
    "StoreTooNew",
    "StoreTooOld",
    "StoreUnwritable",
    "StreamBroken",
    "SyntaxProblem",
    "TooDeep",
    "TooMuch",
    "UnknownFormat",
    "UnknownPrefix",
    "UnsupportedQuery",
    "Withdrawn",
    "WriteInDoubt",
    "WriterLost",
]
