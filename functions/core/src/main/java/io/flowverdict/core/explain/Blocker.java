package io.flowverdict.core.explain;

import static java.util.Objects.requireNonNull;

import io.flowverdict.core.judge.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One layer at one interface that drops the request, the reply, or a part of the replies.
///
/// @param nearest the rule or entry that came closest to allowing it; null when there is none
/// @param sentence what it drops and why
public record Blocker(Passage passage, @Nullable NearestRule nearest, String sentence) {

  public Blocker {
    requireNonNull(passage, "passage is null");
    requireNonNull(sentence, "sentence is null");
  }

  static Blocker of(Passage passage, Filters filters) {
    return new Blocker(
        passage, NearestSearch.of(filters, passage), BlockerSentence.of(passage, filters));
  }

  /// {@return the steps that block: one for each security group, or the deciding entries}
  public List<Step> steps() {
    return passage.blockingSteps();
  }

  public Checkpoint checkpoint() {
    return passage.checkpoint();
  }
}
