print("sarup")
