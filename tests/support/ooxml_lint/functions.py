"""Which functions Excel knows, since when, and what their arguments must be."""

from openpyxl.utils import FORMULAE


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


#: Functions after Excel 2007 that the file writes with the prefix ``_xlfn.``, by Excel version.
FUTURE: dict[str, int] = {
    name: version
    for version, names in {
        2010: """AGGREGATE BETA.DIST BETA.INV BINOM.DIST BINOM.INV CEILING.PRECISE CHISQ.DIST
            CHISQ.DIST.RT CHISQ.INV CHISQ.INV.RT CHISQ.TEST CONFIDENCE.NORM CONFIDENCE.T
            COVARIANCE.P COVARIANCE.S ERF.PRECISE ERFC.PRECISE EXPON.DIST F.DIST F.DIST.RT F.INV
            F.INV.RT F.TEST FLOOR.PRECISE GAMMA.DIST GAMMA.INV GAMMALN.PRECISE HYPGEOM.DIST
            LOGNORM.DIST LOGNORM.INV MODE.MULT MODE.SNGL NEGBINOM.DIST NORM.DIST NORM.INV
            NORM.S.DIST NORM.S.INV PERCENTILE.EXC PERCENTILE.INC PERCENTRANK.EXC PERCENTRANK.INC
            POISSON.DIST QUARTILE.EXC QUARTILE.INC RANK.AVG RANK.EQ STDEV.P STDEV.S T.DIST
            T.DIST.2T T.DIST.RT T.INV T.INV.2T T.TEST VAR.P VAR.S WEIBULL.DIST Z.TEST""",
        2013: """ACOT ACOTH ARABIC BASE BINOM.DIST.RANGE BITAND BITLSHIFT BITOR BITRSHIFT BITXOR
            CEILING.MATH COMBINA COT COTH CSC CSCH DAYS DECIMAL ENCODEURL FILTERXML FLOOR.MATH
            FORMULATEXT GAMMA GAUSS IFNA IMCOSH IMCOT IMCSC IMCSCH IMSEC IMSECH IMSINH IMTAN
            ISFORMULA ISOWEEKNUM MUNIT NUMBERVALUE PDURATION PERMUTATIONA PHI QUERYSTRING RRI SEC
            SECH SHEET SHEETS SKEW.P UNICHAR UNICODE WEBSERVICE XOR""",
        2016: """FORECAST.ETS FORECAST.ETS.CONFINT FORECAST.ETS.SEASONALITY FORECAST.ETS.STAT
            FORECAST.LINEAR""",
        2019: "CONCAT IFS MAXIFS MINIFS SWITCH TEXTJOIN",
        2021: """ANCHORARRAY ARRAYTOTEXT FILTER LET RANDARRAY SEQUENCE SINGLE SORT SORTBY UNIQUE
            VALUETOTEXT XLOOKUP XMATCH""",
        2024: """BYCOL BYROW CHOOSECOLS CHOOSEROWS DROP EXPAND GROUPBY HSTACK IMAGE ISOMITTED
            LAMBDA MAKEARRAY MAP PERCENTOF PIVOTBY REDUCE REGEXEXTRACT REGEXREPLACE REGEXTEST SCAN
            STOCKHISTORY TAKE TEXTAFTER TEXTBEFORE TEXTSPLIT TOCOL TOROW TRANSLATE TRIMRANGE
            VSTACK WRAPCOLS WRAPROWS""",
    }.items()
    for name in names.split()
}
#: Of these, the ones Excel also reads without the prefix.
PREFIX_OPTIONAL = frozenset({"AGGREGATE"})
#: Of these, the ones that stand behind ``_xlfn._xlws.``.
WORKSHEET_PREFIX = frozenset({"FILTER", "SORT"})
#: Functions every Excel since 2010 knows under their bare name.
CLASSIC = FORMULAE | {"DATESTRING", "DBCS", "EUROCONVERT", "NUMBERSTRING", "USDOLLAR"}
VOLATILE = words("CELL INDIRECT INFO NOW OFFSET RAND RANDARRAY RANDBETWEEN TODAY")
NEWEST = 2016

#: The fewest and most arguments of common functions; Excel refuses any other number.
ARITY: dict[str, tuple[int, int]] = {
    name: (fewest, most)
    for (fewest, most), names in {
        (0, 0): "FALSE NA NOW PI RAND TODAY TRUE",
        (0, 1): "COLUMN ROW SHEET SHEETS",
        (1, 1): """ABS ACOS ASIN ATAN CHAR CLEAN CODE COLUMNS COS COUNTBLANK DAY DEGREES
            ERROR.TYPE EVEN EXP FACT FORMULATEXT HOUR INT ISBLANK ISERR ISERROR ISEVEN ISFORMULA
            ISLOGICAL ISNA ISNONTEXT ISNUMBER ISODD ISOWEEKNUM ISREF ISTEXT LEN LN LOG10 LOWER
            MINUTE MONTH N NOT ODD PROPER RADIANS ROWS SECOND SIGN SIN SQRT T TAN TRANSPOSE TRIM
            TYPE UNICHAR UNICODE UPPER VALUE YEAR""",
        (1, 2): "CELL HYPERLINK INDIRECT LEFT LOG RIGHT ROMAN TRUNC WEEKDAY WEEKNUM",
        (1, 3): "FIXED NUMBERVALUE",
        (1, 255): """AND AVERAGE AVERAGEA CONCAT CONCATENATE COUNT COUNTA GCD GEOMEAN HARMEAN LCM
            MAX MAXA MEDIAN MIN MINA OR PRODUCT STDEV STDEV.P STDEV.S SUM SUMPRODUCT SUMSQ VAR
            VAR.P VAR.S XOR""",
        (2, 2): """ATAN2 COMBIN COUNTIF DAYS EDATE EOMONTH EXACT FREQUENCY IFERROR IFNA LARGE MMULT
            MOD MROUND PERCENTILE PERCENTILE.EXC PERCENTILE.INC POWER QUARTILE QUARTILE.INC
            QUOTIENT RANDBETWEEN REPT ROUND ROUNDDOWN ROUNDUP SMALL TEXT""",
        (2, 3): """AVERAGEIF FIND IF LOOKUP MATCH NETWORKDAYS RANK RANK.AVG RANK.EQ SEARCH SUMIF
            WORKDAY YEARFRAC""",
        (2, 4): "INDEX XMATCH",
        (2, 5): "ADDRESS",
        (2, 254): "COUNTIFS NPV IFS",
        (2, 255): "CHOOSE SUBTOTAL",
        (3, 3): "DATE MID TIME",
        (3, 4): "HLOOKUP SUBSTITUTE VLOOKUP",
        (3, 5): "OFFSET PMT PV",
        (3, 6): "XLOOKUP",
        (3, 255): "AGGREGATE AVERAGEIFS MAXIFS MINIFS SUMIFS SWITCH TEXTJOIN",
        (4, 4): "REPLACE",
    }.items()
    for name in names.split()
}
#: Functions whose condition ranges come in pairs: whether the number of arguments is odd.
PAIRED = {"COUNTIFS": 0, "AVERAGEIFS": 1, "SUMIFS": 1, "MAXIFS": 1, "MINIFS": 1}

#: Which arguments must be a reference, counted from zero: first, and step to the next or 0.
REFERENCE_ARGUMENTS: dict[str, tuple[tuple[int, int], ...]] = {
    "AVERAGEIF": ((0, 0), (2, 0)),
    "AVERAGEIFS": ((0, 0), (1, 2)),
    "COLUMN": ((0, 0),),
    "COUNTBLANK": ((0, 0),),
    "COUNTIF": ((0, 0),),
    "COUNTIFS": ((0, 2),),
    "ISFORMULA": ((0, 0),),
    "MAXIFS": ((0, 0), (1, 2)),
    "MINIFS": ((0, 0), (1, 2)),
    "OFFSET": ((0, 0),),
    "RANK": ((1, 0),),
    "RANK.AVG": ((1, 0),),
    "RANK.EQ": ((1, 0),),
    "ROW": ((0, 0),),
    "SUBTOTAL": ((1, 1),),
    "SUMIF": ((0, 0), (2, 0)),
    "SUMIFS": ((0, 0), (1, 2)),
}
#: Functions that can give a reference.
REFERENCE_FUNCTIONS = words(
    "ANCHORARRAY CHOOSE DROP IF IFS INDEX INDIRECT LAMBDA LET OFFSET SINGLE SWITCH TAKE TRIMRANGE"
    " XLOOKUP"
)


def bare(name: str) -> str:
    """Return the name of a function in capitals and without the prefixes of the file."""
    return name.upper().removeprefix("_XLFN.").removeprefix("_XLWS.")


def name_problem(name: str) -> str:
    """Say what is wrong with a function name as the file has it; empty if nothing is."""
    upper, short = name.upper(), bare(name)
    version = FUTURE.get(short)
    if version is None:
        if short not in CLASSIC:
            return f"unknown function {name}"
        return f"function {short} with a prefix it must not have" if short != upper else ""
    prefix = "_XLFN._XLWS." if short in WORKSHEET_PREFIX else "_XLFN."
    if upper != prefix + short and not (upper == short and short in PREFIX_OPTIONAL):
        return f"function {short} without its prefix {prefix.lower()}"
    return f"function {short} is newer than Excel {NEWEST}" if version > NEWEST else ""
