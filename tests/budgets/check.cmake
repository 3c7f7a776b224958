# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# cmake -DCOMPILER=g++ -DSIZE=size -DSOURCE=... -DINCLUDE_DIRECTORIES=a|b -DSYSTEM_DIRECTORIES=... -DOPTIONS=...
#       -DDEFINITIONS=... -DSCRATCH=... -P check.cmake
#
# What a unit costs stays within budgets.txt: lines to preprocess and bytes of machine code, of a unit with one endpoint
# and of each further one. Both repeat exactly with one version of the compiler; time does not, and is not looked at.

cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/../compile_fail/compile_flags.cmake")

execute_process(COMMAND "${COMPILER}" -dumpversion OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE)
execute_process(COMMAND "${COMPILER}" --version OUTPUT_VARIABLE banner)
string(REGEX MATCH "^[0-9]+" major "${version}")
set(compiler "g++-${major}")
if(banner MATCHES "clang")
    set(compiler "clang++-${major}")
endif()

string(REPLACE "+" "\\+" pattern "${compiler}")
file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/budgets.txt" budgets REGEX "^${pattern} ")
if(NOT budgets)
    message("SKIPPED: budgets.txt has none for ${compiler}")
    return()
endif()

# measure(COUNT): sets lines_COUNT and text_COUNT of a unit of so many endpoints.
function(measure count)
    set(unit "${SCRATCH}/unit_${count}")
    execute_process(COMMAND "${CMAKE_COMMAND}" "-DCOUNT=${count}" -DFORM=apibind "-DOUT=${unit}.cpp"
        -P "${SOURCE}/benchmarks/compile/unit.cmake" COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND "${COMPILER}" ${compile_flags} -E -P "${unit}.cpp" -o "${unit}.ii"
        COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND wc -l INPUT_FILE "${unit}.ii" OUTPUT_VARIABLE lines OUTPUT_STRIP_TRAILING_WHITESPACE
        COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND "${COMPILER}" ${compile_flags} -O2 -c "${unit}.cpp" -o "${unit}.o"
        COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND "${SIZE}" "${unit}.o" OUTPUT_VARIABLE sizes COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX MATCH "\n *([0-9]+)" found "${sizes}")
    set(text_${count} ${CMAKE_MATCH_1} PARENT_SCOPE)
    set(lines_${count} ${lines} PARENT_SCOPE)
endfunction()
measure(1)
measure(11)

set(over "")
foreach(of IN ITEMS lines text)
    math(EXPR ${of}_further "(${${of}_11} - ${${of}_1}) / 10")
    foreach(part IN ITEMS 1 further)
        set(measured ${${of}_${part}})
        set(line "${budgets}")
        list(FILTER line INCLUDE REGEX " ${of}_${part} ")
        if(NOT line MATCHES " ([0-9]+)$")
            message(FATAL_ERROR "budgets.txt names no ${of}_${part} for ${compiler}")
        endif()
        message("${compiler} ${of}_${part}: ${measured} of ${CMAKE_MATCH_1}")
        if(measured GREATER CMAKE_MATCH_1)
            string(APPEND over " ${of}_${part}")
        endif()
    endforeach()
endforeach()
if(over)
    message(FATAL_ERROR "over budget:${over}. Make it cheaper, or say in budgets.txt that it is worth more.")
endif()
