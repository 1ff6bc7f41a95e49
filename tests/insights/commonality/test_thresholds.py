from insights.commonality.thresholds import explain


def test_explain_lists_every_threshold():
    assert [(line.name, line.value) for line in explain()] == [
        ("Answers in a sector", "5"),
        ("Sectors compared", "2"),
        ("Answers altogether", "12"),
        ("Early", "0.25"),
        ("Mostly not sure", "0.50"),
        ("Shared: every sector", "0.60"),
        ("Shared: commonality", "0.65"),
        ("Differs by sector", "0.30"),
        ("Contested within sectors", "0.60"),
        ("Distinctive of a sector", "0.05"),
        ("Smallest figure shown", "5"),
        ("Smallest sector shown on its own", "8"),
    ]
