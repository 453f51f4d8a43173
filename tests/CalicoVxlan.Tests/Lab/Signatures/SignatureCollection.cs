namespace CalicoVxlan.Tests.Lab.Signatures;

/// <summary>Tests that share labs. Nothing runs beside them: what is not answered in time is taken for lost.</summary>
[CollectionDefinition(nameof(SignatureCollection), DisableParallelization = true)]
public sealed class SignatureCollection : ICollectionFixture<SignatureLabs>;
