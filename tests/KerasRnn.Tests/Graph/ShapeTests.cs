namespace KerasRnn.Tests.Graph;

public sealed class ShapeTests
{
    [Fact]
    public void A_shape_knows_its_dimensions()
    {
        Shape shape = new(Shape.Batch, 8, 2);
        Assert.Equal((3, true, false, 2, 8, -1), (shape.Rank, shape.HasBatch, shape.HasUnknown, shape.Last, shape[-2], shape[0]));
        Assert.Equal((16, 48), (shape.CountPerRow, shape.Count(3)));
        Assert.Equal("[B, 8, 2]", shape.ToString());
        Assert.Equal("[16·B, 2]", new Shape(-16, 2).ToString());
        Assert.Equal("[B, None, 2]", new Shape(Shape.Batch, Shape.Unknown, 2).ToString());
        Assert.Equal("[]", Shape.Scalar.ToString());
        Assert.Equal((1, 0), (Shape.Scalar.Count(7), Shape.Scalar.Rank));
        Assert.Equal(96, new Shape(-16, 2).Count(3));
        Assert.True(new Shape(4, 0).HasUnknown);
    }

    [Fact]
    public void A_shape_makes_others()
    {
        Shape shape = new(Shape.Batch, 8, 2);
        Assert.Equal(new Shape(5, 8, 2), shape.At(5));
        Assert.Equal(new Shape(80, 2), new Shape(-16, 2).At(5));
        Assert.Equal(new Shape(3, 2), new Shape(3, 2).At(5));
        Assert.Equal(new Shape(Shape.Batch, 8, 7), shape.With(-1, 7));
        Assert.Equal(new Shape(Shape.Batch, 2), shape.Without(-2));
        Assert.Equal(new Shape(Shape.Batch, 8, 2, 1), shape.Insert(-1, 1));
        Assert.Equal(new Shape(Shape.Batch, 1, 8, 2), shape.Insert(1, 1));
        Assert.Equal(new Shape(Shape.Batch, 9, 2), new Shape(Shape.Batch, Shape.Unknown, 2).Fill(9));
    }

    [Theory]
    [InlineData(new[] { -1, 8, 2 }, new[] { 2 }, new[] { -1, 8, 2 })]
    [InlineData(new[] { -1, 8, 2 }, new int[0], new[] { -1, 8, 2 })]
    [InlineData(new[] { -1, 1, 2 }, new[] { -1, 8, 1 }, new[] { -1, 8, 2 })]
    [InlineData(new[] { -1, 8, 2 }, new[] { 1, 8, 2 }, new[] { -1, 8, 2 })]
    [InlineData(new[] { 3, 1 }, new[] { 1, 4 }, new[] { 3, 4 })]
    [InlineData(new[] { -1, 8 }, new[] { 3 }, null)]
    [InlineData(new[] { -1, 8 }, new[] { 4, 8 }, null)]
    [InlineData(new[] { -1 }, new[] { -1, 8 }, null)]
    [InlineData(new[] { -1 }, new[] { 4, 1 }, null)]
    [InlineData(new[] { -2, 3 }, new[] { -1, 3 }, null)]
    public void Shapes_broadcast_as_in_NumPy_with_the_batch_in_front(int[] a, int[] b, int[]? expected)
    {
        Assert.Equal(expected is null ? null : new Shape(expected), Shape.Broadcast(new Shape(a), new Shape(b)));
        Assert.Equal(Shape.Broadcast(new Shape(a), new Shape(b)), Shape.Broadcast(new Shape(b), new Shape(a)));
    }

    [Fact]
    public void Equal_shapes_are_equal_keys()
    {
        Assert.Equal(new Shape(-1, 2), new Shape(-1, 2));
        Assert.Equal(new Shape(-1, 2).GetHashCode(), new Shape(-1, 2).GetHashCode());
        Assert.NotEqual(new Shape(-1, 2), new Shape(1, 2));
        Assert.NotEqual(new Shape(2), new Shape(2, 1));
        Assert.False(new Shape(2).Equals(null));
    }

    [Fact]
    public void Only_dimension_0_may_be_the_batch() => Assert.Equal(
        "A shape has numbers behind dimension 0; got -1 as dimension 1. Only dimension 0 may be the batch.", Sample.Refused(() => new Shape(4, -1)));
}
