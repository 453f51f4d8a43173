using System.Globalization;

namespace CalicoVxlan.Tests.Fuzz;

/// <summary>
/// Spoilt frames and captures by the million. The same on every run; a longer one is
/// <c>CALICOVXLAN_FUZZ_FRAMES=100000000 CALICOVXLAN_FUZZ_FILES=1000000 dotnet test</c>.
/// </summary>
public class FuzzTests
{
    private const int Threads = 2;
    private const int DeepEvery = 50;

    [Fact]
    public void Spoilt_frames_are_decoded_without_an_exception() =>
        Run(Count("CALICOVXLAN_FUZZ_FRAMES", 2_000_000), seed: 4789, static (mutator, _) => Corpus.Instance.NextFrame(mutator));

    [Fact]
    public void Spoilt_captures_are_read_without_an_exception() =>
        Run(Count("CALICOVXLAN_FUZZ_FILES", 20_000), seed: 8472, static (mutator, _) => Corpus.Instance.NextCapture(mutator));

    [Fact]
    public void What_failed_once_never_fails_again()
    {
        foreach (string path in Directory.GetFiles(FuzzInput.Folder, "*.bin"))
        {
            Exception? failure = Record.Exception(() => FuzzInput.Load(path).Check(deeply: true));
            Assert.True(failure is null, $"{path}: {failure}");
        }
    }

    private static int Count(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : otherwise;

    private static void Run(int count, int seed, Func<Mutator, int, FuzzInput> next)
    {
        Worker[] workers = [.. Enumerable.Range(0, Threads).Select(i => new Worker(seed + i, count / Threads, next))];
        foreach (Worker worker in workers)
        {
            worker.Thread.Start();
        }

        // Far more than it takes: only a hang gets there.
        TimeSpan patience = TimeSpan.FromSeconds(120) + TimeSpan.FromMilliseconds(count / 2.0);
        foreach (Worker worker in workers)
        {
            if (!worker.Thread.Join(patience))
            {
                Assert.Fail($"An input takes for ever: {worker.Current?.Keep()}");
            }

            Assert.True(worker.Failure is null, $"{worker.FailedPath}: {worker.Failure}");
        }
    }

    private sealed class Worker
    {
        public Worker(int seed, int count, Func<Mutator, int, FuzzInput> next)
        {
            Thread = new Thread(() => Work(seed, count, next)) { IsBackground = true };
        }

        public Thread Thread { get; }

        public FuzzInput? Current { get; private set; }

        public Exception? Failure { get; private set; }

        public string? FailedPath { get; private set; }

        private void Work(int seed, int count, Func<Mutator, int, FuzzInput> next)
        {
            Mutator mutator = new(seed);
            for (int i = 0; i < count; i++)
            {
                Current = next(mutator, i);
                Failure = Check(Current, i % DeepEvery == 0);
                if (Failure is not null)
                {
                    FailedPath = Current.Keep();
                    return;
                }
            }
        }

        private static Exception? Check(FuzzInput input, bool deeply)
        {
#pragma warning disable CA1031 // Any exception at all is what is looked for.
            try
            {
                input.Check(deeply);
                return null;
            }
            catch (Exception failure)
            {
                return failure;
            }
#pragma warning restore CA1031
        }
    }
}
