using KerasRnn.Experiments.Runs;
using KerasRnn.Experiments.Statistics;

namespace KerasRnn.Experiments.Tests.Statistics;

public sealed class VerdictTests
{
    [Fact]
    public void Six_seeds_of_one_sign_make_a_winner()
    {
        var verdict = Of(("rnn", [20, 21, 22, 23, 24, 25]), ("dense", [10, 11, 12, 13, 14, 15]));
        Assert.Equal(VerdictKind.Winner, verdict.Kind);
        Assert.Equal("rnn", verdict.Leader);
        Assert.Equal("On elastic, rnn wins: median horizon 22.5 steps [20.5, 24.5] over 6 seeds, before dense with 12.5; the difference is real (paired sign-flip test, p = 0.031).", verdict.Sentence);
    }

    [Fact]
    public void Five_seeds_are_too_few_however_clear_they_look()
    {
        var verdict = Of(("rnn", [20, 21, 22, 23, 24]), ("dense", [1, 1, 1, 1, 1]));
        Assert.Equal(VerdictKind.TooFewSeeds, verdict.Kind);
        Assert.Equal("On elastic, too few seeds to tell: 5 seeds, 6 are needed. So far rnn is ahead: median horizon 22 steps [20, 24], before dense with 1.", verdict.Sentence);
    }

    [Fact]
    public void One_seed_of_another_sign_leaves_the_question_open()
    {
        var verdict = Of(("rnn", [20, 21, 22, 23, 24, 10]), ("dense", [15, 16, 17, 18, 19, 20]), ("conv1d", [1, 1, 1, 1, 1, 1]));
        Assert.Equal(VerdictKind.Unclear, verdict.Kind);
        // Five times +5 and once -10: 34 of the 64 patterns have a sum of at least 15 either way.
        Assert.Equal("On elastic, rnn leads: median horizon 21.5 steps [15, 23.5] over 6 seeds, but it cannot be told from dense (p = 0.531). Taken alone, it is ahead of conv1d (p = 0.031), but not after Holm's correction for 2 differences.", verdict.Sentence);
    }

    [Fact]
    public void A_leader_is_ahead_of_those_whose_difference_stands_the_correction()
    {
        // Eight seeds: the smallest p is 2/256, twice that is still below 0.05.
        var verdict = Of(("rnn", [20, 21, 22, 23, 24, 25, 26, 10]), ("dense", [15, 16, 17, 18, 19, 20, 21, 24]), ("conv1d", [1, 1, 1, 1, 1, 1, 1, 1]));
        Assert.Equal("On elastic, rnn leads: median horizon 22.5 steps [20, 24.5] over 8 seeds, but it cannot be told from dense (p = 0.234). It is ahead of conv1d.", verdict.Sentence);
    }

    [Fact]
    public void Equal_medians_tie()
    {
        var verdict = Of(("rnn", [5, 6, 7, 8, 9, 10]), ("dense", [10, 9, 8, 7, 6, 5]));
        Assert.Equal(VerdictKind.Tie, verdict.Kind);
        Assert.Equal("On elastic, dense and rnn tie: median horizon 7.5 steps [5.5, 9.5] over 6 seeds.", verdict.Sentence);
    }

    [Fact]
    public void A_tie_of_few_seeds_says_that_they_are_few() =>
        Assert.Equal("On elastic, dense and rnn tie: median horizon 7 steps [7, 7] over 2 seeds. With 2 seeds there would be too few to tell anyway; 6 are needed.",
            Of(("rnn", [7, 7]), ("dense", [7, 7])).Sentence);

    [Fact]
    public void One_contender_has_nothing_to_win()
    {
        var verdict = Of(("rnn", [1]));
        Assert.Equal(VerdictKind.Single, verdict.Kind);
        Assert.Equal("On elastic, rnn ran alone: median horizon 1 step [1, 1] over 1 seed. There is nothing to compare it with.", verdict.Sentence);
    }

    [Fact]
    public void The_oracle_never_wins_and_never_counts_as_a_contender()
    {
        var records = Records("rnn", [5, 5, 5]).Concat(Records("oracle", [50, 50, 50], ContenderKind.Oracle)).ToList();
        var summary = WorldSummary.Of("elastic", records);
        Assert.Equal(VerdictKind.Single, summary.Verdict.Kind);
        Assert.Equal("oracle", summary.Contenders[^1].Model);
        Assert.Null(summary.Contenders[^1].Difference);
    }

    [Fact]
    public void A_baseline_may_win_and_the_sentence_says_so()
    {
        var records = Records("rnn", [5, 6, 7, 8, 9, 10]).Concat(Records("constant-velocity", [15, 16, 17, 18, 19, 20], ContenderKind.Baseline)).ToList();
        Assert.Equal("On elastic, the baseline constant-velocity wins: median horizon 17.5 steps [15.5, 19.5] over 6 seeds, before rnn with 7.5; the difference is real (paired sign-flip test, p = 0.031). No trained model beats this baseline.",
            WorldSummary.Of("elastic", records).Verdict.Sentence);
    }

    [Fact]
    public void A_diverged_run_counts_as_horizon_zero_and_is_named()
    {
        var records = Records("rnn", [20, 21, 22, 23, 24, 25]).Concat(Records("dense", [30, 31, 32, 33, 34, 35])).ToList();
        records[8] = records[8] with { Status = RunStatus.Diverged, Horizons = [], Censored = [] };
        var summary = WorldSummary.Of("elastic", records);
        Assert.Equal(0, summary.Contenders.Single(c => c.Model == "dense").HorizonBySeed[2]);
        Assert.Equal(VerdictKind.Unclear, summary.Verdict.Kind);
        Assert.EndsWith(" dense diverged in 1 of 6 runs (seed 2), counted as horizon 0.", summary.Verdict.Sentence);
    }

    [Fact]
    public void A_failed_run_is_left_out_of_the_pairs_and_named()
    {
        var records = Records("rnn", [20, 21, 22, 23, 24, 25]).Concat(Records("dense", [3, 3, 3, 3, 3, 3])).ToList();
        records[7] = records[7] with { Status = RunStatus.Failed };
        var summary = WorldSummary.Of("elastic", records);
        Assert.Equal(5, summary.Contenders[1].Test!.Count);
        Assert.Equal(VerdictKind.TooFewSeeds, summary.Verdict.Kind);
        Assert.EndsWith(" dense failed in 1 of 6 runs (seed 1), left out.", summary.Verdict.Sentence);
    }

    [Fact]
    public void Nothing_finished_is_said_plainly()
    {
        var records = Records("rnn", [0, 0]).Select(r => r with { Status = RunStatus.Failed }).ToList();
        Assert.Equal("On elastic, no contender has a result. rnn failed in 2 of 2 runs (seeds 0, 1), left out.", WorldSummary.Of("elastic", records).Verdict.Sentence);
    }

    [Fact]
    public void All_diverged_is_a_tie_of_zeros_and_not_a_winner()
    {
        var records = Records("rnn", [1, 1]).Concat(Records("dense", [1, 1])).Select(r => r with { Status = RunStatus.Diverged, Horizons = [], Censored = [] }).ToList();
        Assert.Equal(VerdictKind.Tie, WorldSummary.Of("elastic", records).Verdict.Kind);
    }

    [Fact]
    public void The_smallest_one_step_error_is_named_beside_the_horizon()
    {
        var records = Records("rnn", [20, 21, 22, 23, 24, 25]).Select(r => r with { TestRmse = 0.02 })
            .Concat(Records("dense", [3, 3, 3, 3, 3, 3]).Select(r => r with { TestRmse = 0.01 })).ToList();
        Assert.EndsWith(" The smallest one-step error is that of dense.", WorldSummary.Of("elastic", records).Verdict.Sentence);
    }

    [Fact]
    public void A_horizon_most_rollouts_outlive_is_a_lower_bound()
    {
        var records = Records("rnn", [52]).Select(r => r with { Censored = [.. r.Horizons.Select(_ => true)] }).ToList();
        Assert.Contains("median horizon at least 52 steps", WorldSummary.Of("elastic", records).Verdict.Sentence);
    }

    [Fact]
    public void Equal_contenders_are_seldom_called_different()
    {
        // Four equal contenders over six seeds: a winner must lead in every seed, which luck alone does in 4^-5 of all cases.
        var random = new Random(1);
        var winners = Enumerable.Range(0, 60).Count(_ => Of([.. "abcd".Select(c => (c.ToString(), Enumerable.Range(0, 6).Select(_ => random.Next(1000)).ToArray()))]).Kind == VerdictKind.Winner);
        Assert.InRange(winners, 0, 1);
    }

    private static Verdict Of(params (string Model, int[] Horizons)[] contenders) =>
        WorldSummary.Of("elastic", [.. contenders.SelectMany(c => Records(c.Model, c.Horizons))]).Verdict;

    private static IEnumerable<RunRecord> Records(string model, int[] horizons, ContenderKind kind = ContenderKind.Model) =>
        horizons.Select((h, seed) => new RunRecord { World = "elastic", Model = model, Seed = seed, Kind = kind, Horizons = [h, h, h], Censored = [false, false, false] });
}
