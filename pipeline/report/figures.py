"""Every chart, by name. Each takes a result, keywords or changes and gives a ``Chart``; none knows of pages.

Where there is nothing to draw, the chart is ``empty``: a valid bare figure under a title that says why.
"""

from __future__ import annotations

from pipeline.report.chart import Chart, Mark
from pipeline.report.compare_charts import phrase_ranks, rank_moves, voice_moves
from pipeline.report.compare_volume import volume_moves
from pipeline.report.competitor_charts import rank_heatmap, share_of_voice
from pipeline.report.keyword_charts import keyword_map, priority_parts, rank_bars
from pipeline.report.listing_charts import coverage_by_field
from pipeline.report.overlap_charts import overlap, quadrant
from pipeline.report.overview_charts import captured_volume, category_share, funnel
from pipeline.report.root_charts import root_treemap

__all__ = [
    "Chart",
    "Mark",
    "captured_volume",
    "category_share",
    "coverage_by_field",
    "funnel",
    "keyword_map",
    "overlap",
    "phrase_ranks",
    "priority_parts",
    "quadrant",
    "rank_bars",
    "rank_heatmap",
    "rank_moves",
    "root_treemap",
    "share_of_voice",
    "voice_moves",
    "volume_moves",
]
