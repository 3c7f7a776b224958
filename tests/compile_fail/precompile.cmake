# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# cmake -DCOMPILER=g++ -DPRECOMPILED=scratch/g++.hpp ... -P precompile.cmake: precompiles apibind.hpp for the corrected
# twins of the cases that run_case.cmake runs.

cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/compile_flags.cmake")
file(WRITE "${PRECOMPILED}" "#include <apibind/apibind.hpp>\n")
execute_process(COMMAND "${COMPILER}" ${compile_flags} -x c++-header "${PRECOMPILED}" -o "${PRECOMPILED}.gch"
    RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "apibind/apibind.hpp does not compile with ${COMPILER}")
endif()
