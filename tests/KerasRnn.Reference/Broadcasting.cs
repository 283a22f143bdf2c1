namespace KerasRnn.Reference;

/// <summary>NumPy's broadcasting as a list of indices, so that a sum back over broadcast axes is an ordinary +=.</summary>
internal static class Broadcasting
{
    /// <summary>For each element of <paramref name="to"/>, row-major, the element of an array of shape <paramref name="from"/> that stands there.</summary>
    public static int[] Map(int[] from, int[] to)
    {
        int[] strides = new int[to.Length];
        for (int i = 1, stride = 1; i <= from.Length; i++)
        {
            strides[^i] = from[^i] == 1 ? 0 : stride;
            stride *= from[^i];
        }

        return Walk(to, strides);
    }

    /// <summary>The offsets met by walking through a shape in order, each axis with its own stride.</summary>
    public static int[] Walk(int[] shape, int[] strides)
    {
        int[] offsets = new int[shape.Aggregate(1, (count, dimension) => count * dimension)];
        int[] position = new int[shape.Length];
        for (int i = 0, offset = 0; i < offsets.Length; i++)
        {
            offsets[i] = offset;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                offset += strides[axis];
                if (++position[axis] < shape[axis]) break;
                offset -= strides[axis] * shape[axis];
                position[axis] = 0;
            }
        }

        return offsets;
    }
}
