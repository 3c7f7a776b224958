# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# Runs run_case.cmake on a case that is wrong itself, and fails unless it says so in the words of the case's line
# `// runner: text`. The text `accepted` stands for a case that is right.

cmake_minimum_required(VERSION 3.25)

file(STRINGS "${CASE}" line REGEX "^// runner: ")
string(REGEX REPLACE "^// runner: " "" expected "${line}")
if(expected STREQUAL "")
    message(FATAL_ERROR "${CASE} has no line `// runner: text`")
endif()

execute_process(
    COMMAND "${CMAKE_COMMAND}" "-DCOMPILER=${COMPILER}" "-DCASE=${CASE}"
        "-DINCLUDE_DIRECTORIES=${INCLUDE_DIRECTORIES}" "-DSYSTEM_DIRECTORIES=${SYSTEM_DIRECTORIES}"
        "-DDEFINITIONS=${DEFINITIONS}" "-DOPTIONS=${OPTIONS}"
        -P "${CMAKE_CURRENT_LIST_DIR}/run_case.cmake"
    RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)

if(expected STREQUAL "accepted")
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "the runner refused a right case:\n${output}")
    endif()
    return()
endif()
if(status EQUAL 0)
    message(FATAL_ERROR "the runner accepted a wrong case, where it should have said: ${expected}")
endif()
# message() breaks lines where it likes.
string(REGEX REPLACE "[ \t\r\n]+" " " output "${output}")
string(FIND "${output}" "${expected}" at)
if(at EQUAL -1)
    message(FATAL_ERROR "the runner should have said: ${expected}\nand said:\n${output}")
endif()
