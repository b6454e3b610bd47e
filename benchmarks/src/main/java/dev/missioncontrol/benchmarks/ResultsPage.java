package dev.missioncontrol.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The figures of a suite as a Markdown page: one table a benchmark class, peers as columns, ratios to ours beside. */
final class ResultsPage {
    private static final String OURS = "OURS";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private ResultsPage() {}

    static String of(Suite suite, List<RunResult> results, Effort effort, Machine machine) {
        StringBuilder page = new StringBuilder();
        page.append("# ").append(suite.title()).append("\n\n");
        page.append(machine.date()).append(", ").append(machine.processor()).append(", ");
        page.append(machine.cores()).append(" cores, ").append(machine.system()).append(", ");
        page.append(machine.java()).append(", load before it ");
        page.append(String.format(Locale.ROOT, "%.1f", machine.load())).append(".\n");
        page.append(effort.describe()).append(".\n\n");
        if (effort == Effort.QUICK) {
            page.append("**A quick run: the figures mean nothing.**\n\n");
        }
        page.append(
                "Nanoseconds a call ± error (99.9 %), in brackets how many times as long as ours in the same run.\n");
        page.append("Then bytes allocated a call, where there are any.\n\n");
        suite.notes().forEach(note -> page.append("- ").append(note).append('\n'));
        byBenchmark(results).forEach((name, rows) -> appendTable(page, name, rows));
        return page.toString();
    }

    private static Map<String, Map<String, Map<String, RunResult>>> byBenchmark(List<RunResult> results) {
        Map<String, Map<String, Map<String, RunResult>>> tables = new LinkedHashMap<>();
        for (RunResult result : results) {
            tables.computeIfAbsent(benchmarkName(result), name -> new LinkedHashMap<>())
                    .computeIfAbsent(situation(result), row -> new LinkedHashMap<>())
                    .put(result.getParams().getParam(Suite.PEER), result);
        }
        return tables;
    }

    private static String benchmarkName(RunResult result) {
        String[] parts = result.getParams().getBenchmark().split("\\.", -1);
        return parts[parts.length - 2];
    }

    private static String situation(RunResult result) {
        Map<String, String> parameters = new TreeMap<>();
        for (String key : result.getParams().getParamsKeys()) {
            parameters.put(key, result.getParams().getParam(key));
        }
        parameters.remove(Suite.PEER);
        List<String> words = new ArrayList<>();
        parameters.forEach((key, value) -> words.add(key + " " + value));
        return String.join(", ", words);
    }

    private static void appendTable(StringBuilder page, String name, Map<String, Map<String, RunResult>> rows) {
        List<String> peers = rows.values().stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .toList();
        page.append("\n## ").append(name).append("\n\n| |");
        peers.forEach(peer -> page.append(' ').append(peer).append(" |"));
        page.append("\n|---|").append("---:|".repeat(peers.size())).append('\n');
        rows.forEach((situation, row) -> {
            page.append("| ").append(situation).append(" |");
            peers.forEach(peer -> page.append(' ').append(cell(row, peer)).append(" |"));
            page.append('\n');
        });
    }

    private static String cell(Map<String, RunResult> row, String peer) {
        RunResult result = row.get(peer);
        if (result == null) {
            return "–";
        }
        Result<?> time = result.getPrimaryResult();
        String text = number(time.getScore()) + " ± " + number(time.getScoreError());
        RunResult ours = row.get(OURS);
        if (ours != null && ours != result) {
            double ratio = time.getScore() / ours.getPrimaryResult().getScore();
            text += " (" + String.format(Locale.ROOT, "%.2f", ratio) + ")";
        }
        return text + allocated(result);
    }

    private static String allocated(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get(ALLOCATED);
        return bytes == null || bytes.getScore() < 1 ? "" : ", " + Math.round(bytes.getScore()) + " B";
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "?" : String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }
}
