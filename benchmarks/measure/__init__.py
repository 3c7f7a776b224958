# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
"""What benchmarks/run.py runs and prints."""
