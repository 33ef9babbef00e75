"""The dataset: where its files are, which graph each becomes, its digest, its size, its exports."""
