"""Recall material -> items, banks -> pools, pools -> public forms and archives. All pure."""

from coursewright.generating.pools import build_pools, check_pool
from coursewright.generating.recall import generate_items

__all__ = ["build_pools", "check_pool", "generate_items"]
