package dev.fanfare.local.cloudformation.resources;

import static java.util.Objects.requireNonNull;

import dev.fanfare.local.cloudformation.yaml.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The dependencies between resources, by reference or by {@code DependsOn}. CloudFormation cannot
 * create resources that depend on each other. A common mistake is a role's policy that refers to
 * the role's owner.
 */
final class Dependencies {
  private final Map<String, Set<String>> edges = new LinkedHashMap<>();

  Dependencies(Map<String, Declaration> declared) {
    for (var declaration : declared.values()) {
      var targets = new LinkedHashSet<>(declaration.dependsOn());
      declaration.references().forEach(reference -> targets.add(reference.resource()));
      if (declaration.hasAddedRole()) {
        targets.add(declaration.roleId());
      }
      targets.retainAll(declared.keySet());
      edges.put(declaration.logicalId(), targets);
    }
  }

  /** Whether a resource depends on another one, directly or through others. */
  boolean waitsFor(String resource, String other) {
    var seen = new HashSet<String>();
    Deque<String> next = new ArrayDeque<>(edges.getOrDefault(resource, Set.of()));
    while (!next.isEmpty()) {
      var target = next.pop();
      if (target.equals(other)) {
        return true;
      }
      if (seen.add(target)) {
        next.addAll(edges.getOrDefault(target, Set.of()));
      }
    }
    return false;
  }

  /** Reports each cycle once, and lists its resources in order. */
  void checkCycles(Map<String, Declaration> declared, Problems problems) {
    var done = new HashSet<String>();
    for (var start : edges.keySet()) {
      for (var cycle : cyclesFrom(start, new ArrayList<>(), done)) {
        var first = requireNonNull(declared.get(cycle.get(0)), "edges are between resources");
        var shown = String.join(" -> ", cycle) + " -> " + cycle.get(0);
        problems.add(
            "Resources." + cycle.get(0),
            first.line(),
            shown,
            "these resources depend on each other");
      }
    }
  }

  private List<List<String>> cyclesFrom(String resource, List<String> trail, Set<String> done) {
    int seenAt = trail.indexOf(resource);
    if (seenAt >= 0) {
      return List.of(List.copyOf(trail.subList(seenAt, trail.size())));
    }
    if (done.contains(resource)) {
      return List.of();
    }
    var cycles = new ArrayList<List<String>>();
    trail.add(resource);
    edges
        .getOrDefault(resource, Set.of())
        .forEach(target -> cycles.addAll(cyclesFrom(target, trail, done)));
    trail.remove(trail.size() - 1);
    done.add(resource);
    return cycles;
  }
}
