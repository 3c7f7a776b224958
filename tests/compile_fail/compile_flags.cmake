# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# Included by the scripts that run a compiler themselves: makes compile_flags of what tests/CMakeLists.txt passes on, lists
# whose elements are separated by |.

foreach(list IN ITEMS INCLUDE_DIRECTORIES SYSTEM_DIRECTORIES DEFINITIONS OPTIONS)
    string(REPLACE "|" ";" ${list}_list "${${list}}")
endforeach()
list(REMOVE_DUPLICATES INCLUDE_DIRECTORIES_list)
# A compiler looks there by itself, and in an order of its own.
if(INCLUDE_DIRECTORIES_list AND SYSTEM_DIRECTORIES_list)
    list(REMOVE_ITEM INCLUDE_DIRECTORIES_list ${SYSTEM_DIRECTORIES_list})
endif()
list(TRANSFORM INCLUDE_DIRECTORIES_list PREPEND "-I")
list(TRANSFORM DEFINITIONS_list PREPEND "-D")
set(compile_flags -std=c++20 ${OPTIONS_list} ${DEFINITIONS_list} ${INCLUDE_DIRECTORIES_list})
