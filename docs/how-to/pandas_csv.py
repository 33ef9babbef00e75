"""Figures as a data frame, over CSV.  把数字读成数据表。"""

# %% Where the graph is
import os
from urllib.parse import urlencode

import pandas as pd

ADDRESS = os.environ.get("QKG", "http://127.0.0.1:7007").rstrip("/")


def ask(query: str) -> pd.DataFrame:
    """The rows of a SELECT query; text stays text, also where it looks like a number or is missing."""
    address = f"{ADDRESS}/sparql?{urlencode({'query': query, 'format': 'csv'})}"
    return pd.read_csv(address, dtype={"words": "string"}, keep_default_na=False, na_values=[""])


# %% Every figure: value, the bounds that its hedge sets, unit
figures = ask("""
PREFIX qkg: <https://w3id.org/qkg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
SELECT ?words ?value ?lower ?upper ?unit WHERE {
  ?figure a qkg:Measure ; qkg:verbatim ?words ; sdmx-measure:obsValue ?value ; sdmx-attribute:unitMeasure ?unit .
  OPTIONAL { ?figure qkg:lowerBound ?lower } OPTIONAL { ?figure qkg:upperBound ?upper }
}
""")
print(len(figures), "figures")

# %% A bound is not a value: keep both apart, and never put different units on one axis
figures["unit"] = figures["unit"].str.rsplit("/").str[-1]
figures["open"] = figures["lower"].notna() | figures["upper"].notna()
summary = figures.groupby("unit").agg(figures=("value", "size"), hedged=("open", "sum"))
print(summary.to_csv())
