Console.WriteLine("goldens");
